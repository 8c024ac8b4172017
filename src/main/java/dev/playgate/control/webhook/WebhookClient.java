package dev.playgate.control.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import javax.net.ssl.SSLException;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

import dev.playgate.control.registry.StrangersUrl;
import dev.playgate.control.registry.WebhookStore.Target;
import dev.playgate.viewer.IpAddress;

/**
 * Sends events. A URL is a stranger's words: its name is looked up once, every address of it must be allowed, and one of
 * those is connected to, while TLS asks for a certificate of the name. No redirect is followed, and nothing of an answer is
 * read but its head.
 */
final class WebhookClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private final WebhookProperties properties;
    private final HttpClient client;
    private final SslProvider tls;
    private final Duration timeout;
    private final Names names;

    WebhookClient(WebhookProperties properties) {
        this(properties, SslProvider.defaultClientProvider(), TIMEOUT, InetAddress::getAllByName);
    }

    /** Looks up the addresses of a name, or reads the one that stands there. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * With certificates that others do not accept.
     *
     * @param timeout from the connection to the head of the answer
     */
    WebhookClient(WebhookProperties properties, SslProvider tls, Duration timeout, Names names) {
        this.properties = properties;
        this.tls = tls;
        this.timeout = timeout;
        this.names = names;
        this.client = HttpClient.create(ConnectionProvider.newConnection()).followRedirect(false).disableRetry(true)
                .httpResponseDecoder(decoder -> decoder.maxHeaderSize(8192).maxInitialLineLength(1024));
    }

    /** @param said what came of it, in words that hold nothing of what the receiver said */
    record Attempt(boolean taken, String said) {}

    /** Blocks, for no longer than looking up the name takes and 5 seconds. To be called on platform threads. */
    Attempt send(Target target, String body, Instant now) {
        URI url = target.url();
        InetAddress[] addresses = resolved(url);
        if (addresses.length == 0 || !Arrays.stream(addresses).map(IpAddress::of).allMatch(properties::allows)) {
            return new Attempt(false, "has no address that may be asked");
        }
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS : HTTP;
        InetSocketAddress address = new InetSocketAddress(addresses[0], port);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Mono<Attempt> attempt = (secure ? client.secure(tls) : client).remoteAddress(() -> address)
                .headers(headers -> headers.set("Host", url.getRawAuthority()).set("User-Agent", "Playgate")
                        .set("Content-Type", "application/json").set("Content-Length", bytes.length)
                        .set(WebhookSignature.HEADER, WebhookSignature.of(target.secret(), now, body)))
                .post().uri(path(url)).send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)))
                .response().map(response -> answered(response.status().code()))
                .timeout(timeout).onErrorResume(failure -> Mono.just(failed(failure)));
        return Objects.requireNonNull(attempt.block());
    }

    private static Attempt answered(int status) {
        return new Attempt(status >= OK && status < MULTIPLE_CHOICES, "answered with status " + status);
    }

    private static Attempt failed(Throwable failure) {
        for (@Nullable
        Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new Attempt(false, "has no certificate that is accepted, or speaks no TLS");
            }
        }
        // What keeps a connection from being made tells of the network that this process is in.
        return new Attempt(false, "gave no proper answer in " + TIMEOUT.toSeconds() + " s");
    }

    /** With their name, by which TLS asks for a certificate. */
    private InetAddress[] resolved(URI url) {
        try {
            return names.addresses(StrangersUrl.host(url));
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }

    private static String path(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
