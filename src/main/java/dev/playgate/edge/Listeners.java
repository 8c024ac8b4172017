package dev.playgate.edge;

import java.net.InetAddress;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;

import dev.playgate.edge.ListenersProperties.Listener;

/** Where viewers are listened to beside {@code server.port}: the same doors, and behind them the same of all. */
final class Listeners implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Listener> settings;
    private final FrontDoors doors;
    private final HttpHandler handler;
    private final SslBundles certificates;
    private final ReactorResourceFactory resources;
    private volatile List<WebServer> running = List.of();

    Listeners(ListenersProperties settings, FrontDoors doors, HttpHandler handler, SslBundles certificates,
            ReactorResourceFactory resources) {
        this.settings = settings.all();
        this.doors = doors;
        this.handler = handler;
        this.certificates = certificates;
        this.resources = resources;
    }

    /** As the server on {@code server.port} is; {@link Drain} has led its viewers out by then. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }

    @Override
    public boolean isAutoStartup() {
        return !settings.isEmpty();
    }

    @Override
    public void start() {
        List<WebServer> servers = settings.stream().map(this::server).toList();
        running = servers;
        servers.forEach(WebServer::start);
        LOG.info("viewers are also listened to on {}", ports());
    }

    private WebServer server(Listener listener) {
        NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory(listener.port());
        if (listener.address() != null) {
            factory.setAddress(InetAddress.ofLiteral(listener.address()));
        }
        if (listener.tls() != null) {
            factory.setSsl(Ssl.forBundle(listener.tls()));
            factory.setSslBundles(certificates);
        }
        doors.offerHttp2(factory);
        factory.setResourceFactory(resources);
        factory.addServerCustomizers(server -> doors.installedIn(server, listener.proxies()));
        return factory.getWebServer(handler);
    }

    /** Of those that run, in the order of the settings. */
    List<Integer> ports() {
        return running.stream().map(WebServer::getPort).toList();
    }

    @Override
    public void stop() {
        running.forEach(WebServer::stop);
        running = List.of();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
