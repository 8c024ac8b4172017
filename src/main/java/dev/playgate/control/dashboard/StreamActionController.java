package dev.playgate.control.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.Rendition;
import dev.playgate.control.registry.StreamPatch;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamState;

/** What is done to a stream from its page. What ends playouts asks first. */
@Hidden
@Controller
final class StreamActionController {

    private static final String CONFIRMED = "confirmed";

    private final StreamPages pages;
    private final StreamStore streams;
    private final GroupStore groups;

    StreamActionController(StreamPages pages, StreamStore streams, GroupStore groups) {
        this.pages = pages;
        this.streams = streams;
        this.groups = groups;
    }

    @PostMapping(DashboardPaths.LOCK)
    Mono<Void> lock(ServerWebExchange exchange, @PathVariable("id") String id) {
        return asked(exchange, id, about -> new Confirmation("Stop and lock " + name(about) + "?",
                "Everybody who plays it is cut off within a second, and nobody can play it until it is unlocked.",
                "/stream/" + id + "/lock", "Stop and lock", "/stream/" + id),
                about -> change(about, StreamState.LOCKED));
    }

    @PostMapping(DashboardPaths.UNLOCK)
    Mono<Void> unlock(ServerWebExchange exchange, @PathVariable("id") String id) {
        return pages.page(exchange, Role.USER, id, about -> change(about, StreamState.ENDED));
    }

    @PostMapping(DashboardPaths.DELETE)
    Mono<Void> delete(ServerWebExchange exchange, @PathVariable("id") String id) {
        return asked(exchange, id, about -> {
            boolean whole = about.form().text("whole").isPresent();
            return new Confirmation(whole
                    ? "Delete the group of " + name(about) + "?"
                    : "Delete " + name(about) + "?",
                    (whole ? "All streams of the group are" : "The stream is")
                            + " gone for good: who plays is cut off, and a name is never given again.",
                    "/stream/" + id + "/delete", "Delete", "/stream/" + id);
        }, this::delete);
    }

    private PageAnswer delete(StreamPages.About about) throws RefusedCallException {
        OrganisationId organisation = about.organisation().id();
        Actor actor = about.visitor().caller().actor();
        boolean done = about.form().text("whole").isPresent()
                ? groups.delete(organisation, about.stream().stream().group(), actor)
                : streams.delete(organisation, about.stream().stream().id(), actor);
        if (!done) {
            throw RefusedCallException.unknown("stream");
        }
        return new PageAnswer.Moved(DashboardPaths.STREAMS);
    }

    /** What is asked before something is done. */
    @FunctionalInterface
    private interface Question {
        Confirmation about(StreamPages.About about) throws RefusedCallException;
    }

    private Mono<Void> asked(ServerWebExchange exchange, String id, Question question, StreamPages.Work work) {
        return pages.page(exchange, Role.USER, id, about -> {
            if (about.form().text(CONFIRMED).isPresent()) {
                return work.answer(about);
            }
            Map<String, String> hidden = about.form().text("whole").isPresent()
                    ? Map.of(CONFIRMED, "yes", "whole", "yes")
                    : Map.of(CONFIRMED, "yes");
            return question.about(about).ask(hidden, Optional.empty());
        });
    }

    private PageAnswer change(StreamPages.About about, StreamState state) throws RefusedCallException {
        UUID id = about.stream().stream().id();
        StreamPatch patch = new StreamPatch(Optional.of(state), Optional.empty(), Rendition.UNKNOWN);
        if (streams.change(about.organisation().id(), id, patch, about.visitor().caller().actor()).isEmpty()) {
            throw RefusedCallException.unknown("stream");
        }
        return new PageAnswer.Moved("/stream/" + id);
    }

    private static String name(StreamPages.About about) {
        return about.stream().stream().name().value();
    }
}
