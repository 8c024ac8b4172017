package dev.playgate.control.dashboard;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.PublicProperties;
import dev.playgate.control.registry.StoredStream;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.CompactToken;

/** What all pages about one stream show: the stream, the token they play with, and where that plays. */
final class StreamPages {

    private final PageCalls pages;
    private final StreamStore streams;
    private final GroupStore groups;
    private final OrganisationStore organisations;
    private final TokenChoices choices;
    private final Explanations explanations;
    private final IssuedTokenStore issued;
    private final PublicProperties place;
    private final IngestProperties sending;
    private final InstantSource time;

    StreamPages(PageCalls pages, StreamStore streams, GroupStore groups, OrganisationStore organisations,
            TokenChoices choices, Explanations explanations, IssuedTokenStore issued, PublicProperties place,
            IngestProperties sending, InstantSource time) {
        this.pages = pages;
        this.streams = streams;
        this.groups = groups;
        this.organisations = organisations;
        this.choices = choices;
        this.explanations = explanations;
        this.issued = issued;
        this.place = place;
        this.sending = sending;
        this.time = time;
    }

    /**
     * Where the stream is sent to.
     *
     * @param ffmpeg a command that sends a test picture
     */
    private record Ingest(String server, String ffmpeg) {

        static Ingest of(IngestProperties sending, StreamName name) {
            return new Ingest(sending.server(), """
                ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440 \\
                  -c:v libx264 -profile:v baseline -tune zerolatency -g 60 -pix_fmt yuv420p -b:v 2500k \\
                  -c:a aac -b:a 128k -f flv "%s/%s\"""".formatted(sending.server(), name));
        }
    }

    /** A stream that a page is about, for its visitor. */
    record About(Visitor visitor, Form form, Organisation organisation, StoredStream stream) {}

    /** What such a page does; may block. */
    @FunctionalInterface
    interface Work {
        PageAnswer answer(About about) throws RefusedCallException;
    }

    /** A page about a stream; what is not the visitor's organisation's is no stream. */
    Mono<Void> page(ServerWebExchange exchange, Role role, String id, Work work) {
        return pages.own(exchange, role, (visitor, form, organisation) -> {
            UUID stream = PathIds.uuid(id, "stream");
            return work.answer(new About(visitor, form, organisation(organisation),
                    streams.find(organisation, stream).orElseThrow(() -> RefusedCallException.unknown("stream"))));
        });
    }

    private Organisation organisation(OrganisationId id) throws RefusedCallException {
        return organisations.find(id).orElseThrow(() -> RefusedCallException.unknown("organisation"));
    }

    /**
     * All that the templates show.
     *
     * @param token with which the page plays; empty where none is needed
     * @param settings of the page, by name
     */
    Map<String, Object> model(About about, Optional<PageToken> token, Map<String, String> settings) {
        StoredStream stored = about.stream();
        Map<String, Object> model = new HashMap<>();
        List<ShownStream> renditions = groups.find(about.organisation().id(), stored.stream().group())
                .map(group -> group.streams().stream().map(ShownStream::of).toList()).orElse(List.of());
        Optional<CompactToken> text = token.map(PageToken::text).map(CompactToken::new);
        PlayoutUrls urls = PlayoutUrls.of(place, stored.stream().name(), text);
        model.put("stream", ShownStream.of(stored));
        model.put("renditions", renditions);
        model.put("groupWords", renditions.size() > 1
                ? "Streamgroup (" + renditions.size() + " playouts)"
                : "Single stream");
        model.put("urls", urls);
        model.put("settings", settings);
        model.put("snippets", Snippet.of(stored, renditions, place, urls, text, settings));
        model.put("qualities", Snippet.QUALITIES);
        model.put("latencies", Snippet.LATENCIES);
        model.put("ingest", Ingest.of(sending, stored.stream().name()));
        model.put("sending",
                Sending.of(sending, about.organisation(), about.visitor(), stored.stream().name()));
        model.put("h5live", about.organisation().features().contains(Feature.H5LIVE));
        model.put("reasons", Words.ofReasons());
        model.put("mayCreate", about.visitor().may(Role.USER));
        token.ifPresent(present -> {
            CompactToken compact = new CompactToken(present.text());
            TokenJudgement judgement = explanations.judge(compact, about.visitor().caller().address());
            model.put("token", present);
            model.put("decoded", DecodedToken.of(TokenText.of(compact), judgement));
            inForce(judgement, about.organisation().id()).ifPresent(shown -> model.put("inForce", shown));
            model.putAll(creation(about,
                    TokenChoices.untouched(Optional.of(stored.stream().group().toString()))));
        });
        return model;
    }

    /** What a token only says that it is names none that could be revoked: anybody can write it. */
    private Optional<ShownToken> inForce(TokenJudgement judgement, OrganisationId organisation) {
        return judgement instanceof TokenJudgement.InForce(var right) && right.organisation().equals(organisation)
                ? Optional.of(ShownToken.of(right.jti(), issued.find(organisation, Set.of(right.jti()))))
                : Optional.empty();
    }

    /** What the form of Create Token shows. */
    Map<String, Object> creation(About about, Map<String, String> fields) {
        return choices.model(about.visitor(), about.organisation().id(), fields);
    }

    PageToken shown(CompactToken token, boolean own) {
        return PageToken.of(token, own, TokenText.of(token), time.instant());
    }
}
