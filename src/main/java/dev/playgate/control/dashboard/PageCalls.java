package dev.playgate.control.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.StoreUnavailableException;
import dev.playgate.stream.OrganisationId;

/** Answers with pages: finds out who looks, reads the form, works off the event loops, and renders. */
final class PageCalls {

    /** Each page may wait for the database. */
    static final Scheduler WORKERS = Schedulers
            .fromExecutorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("pages-", 0).factory()));

    private static final Logger LOG = LoggerFactory.getLogger(PageCalls.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Pages pages;

    PageCalls(Pages pages) {
        this.pages = pages;
    }

    /** What a page does; may block. */
    @FunctionalInterface
    interface Work {
        PageAnswer answer(Visitor visitor, Form form) throws RefusedCallException;
    }

    /** As {@link Work}, of a page about an organisation. */
    @FunctionalInterface
    interface OwnWork {
        PageAnswer answer(Visitor visitor, Form form, OrganisationId organisation) throws RefusedCallException;
    }

    /** As {@link Work}, of a page for anybody. */
    @FunctionalInterface
    interface OpenWork {
        PageAnswer answer(Optional<Visitor> visitor, Form form) throws RefusedCallException;
    }

    /** A page for visitors who may do at least what the role may. */
    Mono<Void> page(ServerWebExchange exchange, Role role, Work work) {
        return open(exchange, (visitor, form) -> {
            Visitor present = visitor.orElseThrow(
                    () -> RefusedCallException.of(ErrorCode.CREDENTIALS, "Nobody has signed in"));
            if (!present.may(role)) {
                throw RefusedCallException.of(ErrorCode.CREDENTIALS,
                        "The role " + present.caller().role().wireName() + " may not do this");
            }
            return work.answer(present, form);
        });
    }

    /** A page about the visitor's organisation. */
    Mono<Void> own(ServerWebExchange exchange, Role role, OwnWork work) {
        return page(exchange, role, (visitor, form) -> {
            Optional<OrganisationId> organisation = visitor.caller().organisation();
            return organisation.isPresent()
                    ? work.answer(visitor, form, organisation.get())
                    : PageAnswer.shown("no-organisation", Map.of());
        });
    }

    /** A page for anybody. */
    Mono<Void> open(ServerWebExchange exchange, OpenWork work) {
        return around(exchange, visitor -> exchange.getFormData().publishOn(WORKERS)
                .flatMap(fields -> Mono.fromCallable(() -> work.answer(visitor, new Form(fields)))));
    }

    /** Answers with why nothing was done. */
    Mono<Void> refuse(ServerWebExchange exchange, RefusedCallException refusal) {
        return around(exchange, _ -> Mono.error(refusal));
    }

    private Mono<Void> around(ServerWebExchange exchange,
            Function<Optional<Visitor>, Mono<PageAnswer>> work) {
        return Visitors.current().map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(visitor -> formToken(exchange).flatMap(token -> work.apply(visitor)
                        .onErrorResume(failure -> Mono.just(failed(failure)))
                        .publishOn(WORKERS)
                        .flatMap(answer -> write(exchange, visitor, token, answer))));
    }

    private static Mono<String> formToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return token.map(CsrfToken::getToken).defaultIfEmpty("");
    }

    private static PageAnswer failed(Throwable failure) {
        RefusedCallException refusal = switch (failure) {
            case RefusedCallException known -> known;
            case StoreUnavailableException _ -> {
                LOG.error("a page was answered as unavailable", failure);
                yield RefusedCallException.unavailable(STORE_RETRY);
            }
            default -> {
                LOG.error("a page failed", failure);
                yield RefusedCallException.of(ErrorCode.INTERNAL, "Internal error");
            }
        };
        return new PageAnswer.Shown(refusal.code().httpStatus(), "failed",
                Map.of("problem", Problem.of(refusal).text()));
    }

    private Mono<Void> write(ServerWebExchange exchange, Optional<Visitor> visitor, String formToken,
            PageAnswer answer) {
        ServerHttpResponse response = exchange.getResponse();
        return switch (answer) {
            case PageAnswer.Moved(var path) -> {
                response.setStatusCode(HttpStatus.SEE_OTHER);
                response.getHeaders().setLocation(URI.create(path));
                yield response.setComplete();
            }
            case PageAnswer.Shown(var status, var template, var model) -> {
                byte[] page = pages.render(exchange, visitor, formToken, template, model)
                        .getBytes(StandardCharsets.UTF_8);
                response.setRawStatusCode(status);
                HttpHeaders headers = response.getHeaders();
                headers.setContentType(HTML);
                headers.setContentLength(page.length);
                yield response.writeWith(Mono.just(response.bufferFactory().wrap(page)));
            }
        };
    }
}
