package dev.playgate.control.webhook;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.WebhookStore;

/** Webhooks: the calls about them, and telling them. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

    @Bean
    WebhookClient webhookClient(WebhookProperties properties) {
        return new WebhookClient(properties);
    }

    @Bean
    Webhooks webhooks(Database database, WebhookProperties properties, WebhookClient client, InstantSource time) {
        return new Webhooks(new WebhookStore(database), properties, client, time);
    }

    @Bean
    WebhookDelivery webhookDelivery(Database database, WebhookClient client, MeterRegistry meters, InstantSource time) {
        return new WebhookDelivery(new WebhookStore(database), client, meters, time);
    }

    @Bean
    WebhookController webhookController(ApiCalls calls, Webhooks webhooks) {
        return new WebhookController(calls, webhooks);
    }
}
