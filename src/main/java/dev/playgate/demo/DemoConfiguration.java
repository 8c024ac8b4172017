package dev.playgate.demo;

import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
@EnableConfigurationProperties(DemoProperties.class)
class DemoConfiguration {

    @Bean
    SampleOrigin sampleOrigin(InstantSource clock, DemoProperties properties) {
        return new SampleOrigin(clock, properties);
    }

    @Bean
    RouterFunction<ServerResponse> demoPage() {
        return DemoPage.routes();
    }

    @Bean
    Welcome welcome() {
        return new Welcome();
    }
}
