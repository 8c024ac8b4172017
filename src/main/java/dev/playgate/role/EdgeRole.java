package dev.playgate.role;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.playgate.edge.EdgeConfiguration;
import dev.playgate.edge.h5live.H5LiveConfiguration;

/** The gateway. */
@Configuration(proxyBeanMethods = false)
@Import({EdgeConfiguration.class, H5LiveConfiguration.class})
class EdgeRole {
}
