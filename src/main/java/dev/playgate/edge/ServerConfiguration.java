package dev.playgate.edge;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;

/** Where viewers come in. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {

    @Bean
    Listeners listeners(ListenersProperties listeners, FrontDoors doors, HttpHandler handler, SslBundles certificates,
            ReactorResourceFactory resources) {
        return new Listeners(listeners, doors, handler, certificates, resources);
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> frontDoor(FrontDoors doors,
            ConnectionProperties connections) {
        return factory -> {
            doors.offerHttp2(factory);
            factory.addServerCustomizers(server -> doors.installedIn(server, connections.proxies()));
        };
    }
}
