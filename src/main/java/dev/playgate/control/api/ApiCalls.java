package dev.playgate.control.api;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.TrustedProxies;

/** Makes the calls of the API: finds out who calls, reads the body, works off the event loops, and answers. */
public final class ApiCalls {

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";

    /** Each call may wait for the database. */
    private static final Scheduler WORKERS = Schedulers
            .fromExecutorService(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory()));

    private final Credentials credentials;
    private final TrustedProxies proxies;

    /**
     * Over the credentials that the registry knows.
     *
     * @param proxies whose word on the caller's address is taken
     */
    public ApiCalls(ApiKeyStore apiKeys, AccountStore accounts, TrustedProxies proxies, InstantSource time) {
        this.credentials = new Credentials(apiKeys, accounts, time);
        this.proxies = proxies;
    }

    /** What a call does; may block. Answers with {@code data}, or with {@link NoContent}. */
    @FunctionalInterface
    public interface Work {
        Object answer(Caller caller, Parameters body) throws RefusedCallException;
    }

    /** As {@link Work}, of a call that needs no credentials. */
    @FunctionalInterface
    public interface OpenWork {
        Object answer(Optional<IpAddress> source, Parameters body) throws RefusedCallException;
    }

    /** As {@link Work}, of a call without a body. */
    @FunctionalInterface
    public interface Query {
        Object answer(Caller caller) throws RefusedCallException;
    }

    /** As {@link Query}, of a call that its query tells more about. */
    @FunctionalInterface
    public interface Search {
        Object answer(Caller caller, QueryParameters query) throws RefusedCallException;
    }

    /** As {@link Search}, of a call that needs no credentials. */
    @FunctionalInterface
    public interface OpenSearch {
        Object answer(QueryParameters query) throws RefusedCallException;
    }

    /** As {@link Work}, of a call whose body is one text. */
    @FunctionalInterface
    public interface TextWork {
        Object answer(Caller caller, String body) throws RefusedCallException;
    }

    /** A call with a JSON body and without a query, for callers who may do at least what the role may. */
    public Mono<ResponseEntity<Envelope>> call(ServerHttpRequest request, Role role, Work work) {
        // The credentials come first, so that a stranger's body is not read.
        return ApiAnswers.of(withoutQuery(request, role)
                .flatMap(caller -> JsonBody.of(request).publishOn(WORKERS)
                        .flatMap(body -> Mono.fromCallable(() -> work.answer(caller, new Parameters(body))))));
    }

    /**
     * A call with a text in UTF-8 as its body and without a query, for callers who may do at least what the role may.
     *
     * @param maximumSize of the body, in bytes
     * @param types what it may be declared as
     */
    public Mono<ResponseEntity<Envelope>> text(ServerHttpRequest request, Role role, int maximumSize,
            Set<MediaType> types, TextWork work) {
        return ApiAnswers.of(withoutQuery(request, role)
                .flatMap(caller -> TextBody.of(request, maximumSize, types).publishOn(WORKERS)
                        .flatMap(body -> Mono.fromCallable(() -> work.answer(caller, body)))));
    }

    private Mono<Caller> withoutQuery(ServerHttpRequest request, Role role) {
        return Mono.fromCallable(() -> {
            Caller caller = caller(request, role);
            QueryParameters.of(request, Set.of());
            return caller;
        }).subscribeOn(WORKERS);
    }

    /** A call without a body and without a query, for callers who may do at least what the role may. */
    public Mono<ResponseEntity<Envelope>> query(ServerHttpRequest request, Role role, Query work) {
        return query(request, role, Set.of(), (caller, _) -> work.answer(caller));
    }

    /**
     * A call without a body, for callers who may do at least what the role may.
     *
     * @param parameters what its query may have, beside {@code organisation}; see {@link Page#parameters}
     */
    public Mono<ResponseEntity<Envelope>> query(ServerHttpRequest request, Role role, Set<String> parameters,
            Search work) {
        return ApiAnswers.of(Mono.fromCallable(() -> {
            Caller caller = caller(request, role);
            return work.answer(caller, QueryParameters.of(request, parameters));
        }).subscribeOn(WORKERS));
    }

    /** A call with a JSON body, for anybody. */
    public Mono<ResponseEntity<Envelope>> open(ServerHttpRequest request, OpenWork work) {
        return ApiAnswers.of(JsonBody.of(request).publishOn(WORKERS).flatMap(body -> Mono
                .fromCallable(() -> work.answer(address(request), new Parameters(body)))));
    }

    /**
     * A call without a body, for anybody, whose answer is what the work gives it and in no envelope: its form is that of
     * others. A failure has the envelope.
     *
     * @param parameters what its query may have
     */
    public Mono<ResponseEntity<Object>> bare(ServerHttpRequest request, Set<String> parameters, OpenSearch work) {
        return ApiAnswers.bare(Mono.fromCallable(() -> work.answer(QueryParameters.of(request, parameters)))
                .subscribeOn(WORKERS));
    }

    /** The bintu token that the call was made with; refused where it was made with an API key. */
    public static String bintuToken(ServerHttpRequest request) throws RefusedCallException {
        return Credentials.single(request.getHeaders(), Credentials.BINTU_TOKEN)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS,
                        "Credentials required: header " + Credentials.BINTU_TOKEN));
    }

    /** Who has the bintu token; empty for one that is none, or has ended. Blocks. */
    public Optional<Caller> callerOf(ServerHttpRequest request, String bintuToken) {
        return credentials.byToken(bintuToken, source(request));
    }

    private Caller caller(ServerHttpRequest request, Role role) throws RefusedCallException {
        Caller caller = credentials.caller(request, source(request));
        if (!caller.role().includes(role)) {
            throw RefusedCallException.of(ErrorCode.CREDENTIALS,
                    "The role " + caller.role().wireName() + " may not do this");
        }
        return caller;
    }

    private String source(ServerHttpRequest request) {
        return address(request).map(IpAddress::toString).orElse("unknown");
    }

    /** Where the request came from; empty when a trusted proxy did not say it in a form that can be read. */
    public Optional<IpAddress> address(ServerHttpRequest request) {
        @Nullable
        InetSocketAddress peer = request.getRemoteAddress();
        return Optional.ofNullable(peer).map(InetSocketAddress::getAddress).map(IpAddress::of)
                .flatMap(address -> proxies.clientOf(address,
                        request.getHeaders().getOrDefault(X_FORWARDED_FOR, List.of())));
    }
}
