package dev.playgate.role;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.edge.EdgeConfiguration;

/** The gateway. */
@Configuration(proxyBeanMethods = false)
@Import(EdgeConfiguration.class)
class EdgeRole {
}
