package dev.playgate.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import dev.playgate.PlaygateApplication;
import dev.playgate.Ports;
import dev.playgate.catalog.CatalogChange;
import dev.playgate.control.registry.Database;
import dev.playgate.edge.access.TraceCollector;
import dev.playgate.edge.authorize.AuthorizePorts;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;
import dev.playgate.token.TokenSigner;

/** The real application with the sample registry in front of {@link RawOrigin}s, started once in a process for each {@link MediaPath}. */
final class RunningEdge {

    /** JUnit's resource that a test locks for writing when it puts the clock forward. */
    static final String CLOCK = "dev.playgate.edge.clock";

    /** Under which an origin is asked that is not there. */
    static final String DEAD = "/dead/Demo1-live1/";

    static final String HLS = "/hls/Demo1-live1/";
    static final String DASH = "/dash/Demo1-live1/";

    /** Connections to it are made by the kernel, and nobody answers them. */
    private static final ServerSocket MUTE = mute();

    private static final int OWN_ORIGINS = 16;
    private static final int READ_TIMEOUT_MILLIS = 40_000;

    private final ConfigurableApplicationContext application;
    private final Path signing;
    private final RawOrigin origin;
    private final List<Alone> alone;
    private final boolean tls;
    private final AtomicInteger handedOut = new AtomicInteger();

    /** An origin that one test has for itself, and with it the connections to it. */
    record Alone(String path, RawOrigin origin) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private static final class Holder {
        private static final RunningEdge EDGE = start();
    }

    private static final class WithoutLane {
        private static final RunningEdge EDGE = start("--playgate.express.enabled=false");
    }

    private static final class OverTls {
        private static final RunningEdge EDGE = start(Stream.concat(Stream.of("--server.ssl.bundle=viewers",
                "--playgate.connections.silence=2s", "--playgate.playout.trusted-proxies=10.0.0.0/8",
                "--playgate.listeners[0].port=0", "--playgate.listeners[0].address=127.0.0.1",
                "--playgate.listeners[1].port=0", "--playgate.listeners[1].proxy-protocol=127.0.0.0/8",
                "--playgate.listeners[2].port=0", "--playgate.listeners[2].proxy-protocol=127.0.0.0/8",
                "--playgate.listeners[2].tls=viewers",
                "--playgate.listeners[3].port=0", "--playgate.listeners[3].proxy-protocol=192.0.2.1",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms"),
                ServedCertificate.settings().stream()).toArray(String[]::new));
    }

    private static final class OverHttp2 {
        private static final RunningEdge EDGE = startOverHttp2(true);
    }

    private static final class OverHttp2WithoutLane {
        private static final RunningEdge EDGE = startOverHttp2(false);
    }

    private static final class Traced {
        private static final TraceCollector COLLECTOR = TraceCollector.start();
        private static final RunningEdge EDGE = start(Stream.concat(Stream.of(
                "--playgate.tracing.endpoint=" + COLLECTOR.endpoint(), "--playgate.tracing.ratio=1",
                "--playgate.playout.trusted-proxies=127.0.0.2", "--playgate.connections.http2=true",
                "--playgate.listeners[0].port=0", "--playgate.listeners[0].tls=viewers"),
                ServedCertificate.settings().stream()).toArray(String[]::new));
    }

    private RunningEdge(ConfigurableApplicationContext application, Path signing, RawOrigin origin,
            List<Alone> alone, boolean tls) {
        this.application = application;
        this.signing = signing;
        this.origin = origin;
        this.alone = alone;
        this.tls = tls;
    }

    static RunningEdge get() {
        return Holder.EDGE;
    }

    /** Another one, whose express lane is turned off. */
    static RunningEdge withoutLane() {
        return WithoutLane.EDGE;
    }

    /**
     * Another one, to which viewers come by TLS, with the {@link ServedCertificate}. It also listens on {@link #further}: in
     * plain HTTP; by the PROXY protocol of this machine; by TLS within that; and by the PROXY protocol of nobody.
     */
    static RunningEdge overTls() {
        return OverTls.EDGE;
    }

    /**
     * Another one, to which viewers come by TLS and HTTP/2, where a head may take a second, and a connection be quiet for three.
     * It also listens on {@link #further}: by TLS within the PROXY protocol of this machine; and in plain HTTP.
     */
    static RunningEdge overHttp2(MediaPath path) {
        return switch (path) {
            case EXPRESS -> OverHttp2.EDGE;
            case GATEWAY -> OverHttp2WithoutLane.EDGE;
        };
    }

    private static RunningEdge startOverHttp2(boolean lane) {
        return start(Stream.concat(Stream.of("--server.ssl.bundle=viewers", "--playgate.express.enabled=" + lane,
                "--playgate.connections.http2=true", "--playgate.connections.silence=3s",
                "--playgate.connections.head=1s", "--playgate.playout.trusted-proxies=10.0.0.0/8",
                "--playgate.listeners[0].port=0", "--playgate.listeners[0].proxy-protocol=127.0.0.0/8",
                "--playgate.listeners[0].tls=viewers", "--playgate.listeners[1].port=0"),
                ServedCertificate.settings().stream()).toArray(String[]::new));
    }

    /**
     * Another one, all of whose requests are traced, and where 127.0.0.2 is a proxy. It also listens on {@link #further}: by TLS,
     * for HTTP/2.
     */
    static RunningEdge traced() {
        return Traced.EDGE;
    }

    /** Another listener of this one, whose connections are all served by these event loops. */
    DisposableServer on(LoopResources loops) {
        return application.getBean(FrontDoors.class)
                .installedIn(HttpServer.create().host("localhost").port(0).runOn(loops), List.of())
                .handle(new ReactorHttpHandlerAdapter(application.getBean(HttpHandler.class))).bindNow();
    }

    /** Another port on which other proxies ask this one, whose connections are all served by these event loops. */
    DisposableServer authorizeOn(LoopResources loops) {
        return AuthorizePorts.on(loops, application);
    }

    /** On which other proxies of this machine ask. */
    int authorizePort() {
        return AuthorizePorts.of(application);
    }

    /** What its traces go to. */
    static TraceCollector collector() {
        return Traced.COLLECTOR;
    }

    private static RunningEdge start(String... settings) {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "edge");
            RawOrigin origin = RawOrigin.start();
            List<Alone> alone = new ArrayList<>();
            List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
                    "--playgate.registry.file=config/registry.yaml", "--playgate.registry.sample-keys=accepted",
                    "--playgate.database.url=jdbc:sqlite:" + data.resolve("playgate.db"),
                    "--playgate.keys.generate=true", "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                    "--playgate.tickets.generate=true", "--playgate.tickets.secrets=" + data.resolve("tickets"),
                    "--playgate.origin.first-byte-timeout=3s", "--playgate.origin.stall-timeout=4s",
                    "--playgate.playout.maximum-playlist=64KB", "--playgate.access-log.format=json",
                    "--playgate.access-log.file=" + data.resolve("access.log"),
                    "--playgate.authorize.port=0", "--playgate.authorize.peers=127.0.0.0/8"));
            arguments.addAll(List.of(settings));
            form(arguments, 0, "/hls/", "HLS", origin.url());
            form(arguments, 1, "/vod/", "RECORDING", origin.url());
            form(arguments, 2, "/h5live/authhttp/", "HLS", origin.url());
            arguments.add("--playgate.playout.forms[2].stream-parameter=stream");
            arguments.add("--playgate.playout.forms[2].source=rtmp://localhost/splay");
            form(arguments, 3, "/dead/", "HLS", "http://127.0.0.1:" + Ports.free());
            for (int i = 0; i < OWN_ORIGINS; i++) {
                alone.add(new Alone("/alone" + i + "/Demo1-live1/", RawOrigin.start()));
                form(arguments, 4 + i, "/alone" + i + "/", "HLS", alone.getLast().origin().url());
            }
            int further = 4 + OWN_ORIGINS;
            form(arguments, further, "/dash/", "DASH", origin.url());
            form(arguments, further + 1, "/live/", "PROGRESSIVE", origin.url());
            for (String place : List.of("path", "cookie")) {
                form(arguments, further += 2, "/" + place + "/", "HLS", origin.url());
                arguments.add("--playgate.playout.forms[" + further + "].tickets=" + place);
                form(arguments, further + 1, "/" + place + "dash/", "DASH", origin.url());
                arguments.add("--playgate.playout.forms[" + (further + 1) + "].tickets=" + place);
            }
            sockets(arguments, further + 2, origin.url());
            several(arguments, further + 6, origin.url());
            ConfigurableApplicationContext application = new SpringApplicationBuilder(PlaygateApplication.class,
                    Time.class).run(arguments.toArray(String[]::new));
            return new RunningEdge(application, data.resolve("signing.jwks"), origin, List.copyOf(alone),
                    application.getEnvironment().containsProperty("server.ssl.bundle"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void form(List<String> arguments, int index, String path, String medium, String origin) {
        String key = "--playgate.playout.forms[" + index + "].";
        arguments.addAll(List.of(key + "path=" + path, key + "medium=" + medium, key + "origin=" + origin));
    }

    private static void sockets(List<String> arguments, int index, String origin) {
        form(arguments, index, "/h5live/authstream", "H5LIVE", origin);
        arguments.add("--playgate.playout.forms[" + index + "].stream-parameter=stream");
        arguments.add("--playgate.playout.forms[" + index + "].source=rtmp://localhost/splay");
        form(arguments, index + 1, "/ws/", "WEBSOCKET", origin);
        form(arguments, index + 2, "/deadlive/", "H5LIVE", "http://127.0.0.1:" + Ports.free());
        form(arguments, index + 3, "/deadws/", "WEBSOCKET", "http://127.0.0.1:" + Ports.free());
    }

    /** One that accepts no connection, one that accepts them and says nothing, and the one that answers. */
    private static void several(List<String> arguments, int index, String origin) {
        String key = "--playgate.playout.forms[" + index + "].";
        arguments.addAll(List.of(key + "path=/several/", key + "medium=HLS",
                key + "origin[0]=http://127.0.0.1:" + Ports.free(),
                key + "origin[1]=http://127.0.0.1:" + MUTE.getLocalPort(), key + "origin[2]=" + origin));
    }

    private static ServerSocket mute() {
        try {
            return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the edge hears from the registry; in force when this returns. */
    void change(CatalogChange change) {
        application.getBean(Database.class).write(write -> {
            write.change(change);
            return 0;
        });
    }

    /** What lets answers end before the server is stopped. */
    Drain drain() {
        return application.getBean(Drain.class);
    }

    RawOrigin origin() {
        return origin;
    }

    Alone alone() {
        return alone.get(handedOut.getAndIncrement());
    }

    /** What a viewer names the edge. */
    String host() {
        return "localhost:" + port();
    }

    int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The port of a further listener. */
    int further(int listener) {
        return application.getBean(Listeners.class).ports().get(listener);
    }

    /** The lines of the access log so far. */
    List<String> accessLog() {
        try {
            return Files.readAllLines(signing.resolveSibling("access.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is read from the management port. */
    String metrics() {
        try (Socket reader = new Socket(InetAddress.getLoopbackAddress(),
                Integer.parseInt(application.getEnvironment().getRequiredProperty("local.management.port")))) {
            reader.getOutputStream()
                    .write(request("GET", "/actuator/prometheus").getBytes(StandardCharsets.ISO_8859_1));
            return RawAnswer.of(reader.getInputStream().readAllBytes(), false).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MovableClock clock() {
        return (MovableClock) application.getBean(InstantSource.class);
    }

    String token(UnaryOperator<SampleToken> spoil) {
        try {
            SigningKeys keys = SigningKeys.parse(Files.readString(signing), TokenAlgorithm.RS256);
            SampleToken token = spoil.apply(SampleToken.at(clock().instant().truncatedTo(ChronoUnit.SECONDS)));
            return new TokenSigner().sign(token.claims(), Optional.empty(), keys.issuing()).orElseThrow().text();
        } catch (Exception e) {
            throw new IllegalStateException("no token could be made", e);
        }
    }

    /** Gets the path, which has no query, with a token that opens it. */
    RawAnswer get(String path, String... headerLines) {
        return ask("GET", path + "?jwtoken=" + token(valid -> valid), headerLines);
    }

    /** @param target sent as it is */
    RawAnswer ask(String method, String target, String... headerLines) {
        return RawAnswer.of(exchange(request(method, target, headerLines)), method.equals("HEAD"));
    }

    /** Asks for both over one connection, which is served by one thread, so that both find the same origins' connections. */
    List<RawAnswer> askBoth(String method, String first, String second) {
        byte[] received = exchange(
                request(method, first, "Connection: keep-alive") + request(method, second));
        int middle = new String(received, StandardCharsets.ISO_8859_1).lastIndexOf("HTTP/1.1 ");
        boolean toHead = method.equals("HEAD");
        return List.of(RawAnswer.of(Arrays.copyOf(received, middle), toHead),
                RawAnswer.of(Arrays.copyOfRange(received, middle, received.length), toHead));
    }

    String request(String method, String target, String... headerLines) {
        String further = String.join("\r\n", headerLines);
        return method + " " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n"
                + (headerLines.length == 0 ? "" : further + "\r\n")
                + (further.contains("Connection:") ? "" : "Connection: close\r\n") + "\r\n";
    }

    /** Sends the text, and reads until the edge closes the connection. */
    byte[] exchange(String request) {
        try (Socket viewer = send(request)) {
            return viewer.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection on which the text has been sent; the caller closes it. */
    Socket send(String request) throws IOException {
        Socket viewer = tls
                ? SampleCertificate.connect(port(), READ_TIMEOUT_MILLIS, ServedCertificate.FIRST,
                        ServedCertificate.SECOND)
                : new Socket(InetAddress.getLoopbackAddress(), port());
        viewer.setSoTimeout(READ_TIMEOUT_MILLIS);
        viewer.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return viewer;
    }
}
