package dev.playgate.edge;

import java.util.List;
import java.util.stream.Stream;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.netty.http.client.HttpClient;

/**
 * The parts of the gateway that are made for Playgate instead of by the framework, which would ask and do more for each
 * request than there is to be done.
 */
@Configuration(proxyBeanMethods = false)
public class GatewayConfiguration {

    private static final int SMALLEST_READ = 2048;
    private static final int FIRST_READ = 16 << 10;
    private static final int LARGEST_READ = 256 << 10;

    /** Of these, nothing passes that is not on the list; that the framework's own take single fields out is for nothing. */
    private static final ObjectProvider<List<HttpHeadersFilter>> HEADERS = new ObjectProvider<>() {

        @Override
        public Stream<List<HttpHeadersFilter>> stream() {
            return Stream.of(List.of(new OriginHeadersFilter(HttpHeadersFilter.Type.REQUEST),
                    new OriginHeadersFilter(HttpHeadersFilter.Type.RESPONSE)));
        }
    };

    @Bean
    PlayoutRoutes playoutRoutes(PlayoutProperties playout) {
        return new PlayoutRoutes(playout.playoutForms());
    }

    @Bean
    PlayoutHandlerMapping playoutHandlerMapping(PlayoutRoutes routes, FilteringWebHandler handler,
            GlobalCorsProperties cors, Environment environment) {
        return new PlayoutHandlerMapping(routes, handler, cors, environment);
    }

    @Bean
    NettyRoutingFilter routingFilter(HttpClient client, HttpClientProperties settings) {
        return new NettyRoutingFilter(client, HEADERS, settings);
    }

    @Bean
    NettyWriteResponseFilter nettyWriteResponseFilter(GatewayProperties settings) {
        return new NettyWriteResponseFilter(settings.getStreamingMediaTypes(), HEADERS);
    }

    /** Segments are large: a larger read halves what they cost. */
    @Bean
    HttpClientCustomizer originClient(OriginProperties origin) {
        return client -> client.followRedirect(false).disableRetry(true)
                .doOnChannelInit((_, channel, _) -> OriginCodec.installIn(channel.pipeline(), origin.stallTimeout()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) origin.connectTimeout().toMillis())
                .option(ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
    }
}
