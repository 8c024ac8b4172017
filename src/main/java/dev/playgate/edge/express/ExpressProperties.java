package dev.playgate.edge.express;

/**
 * {@code playgate.express}: the short way for media.
 *
 * @param enabled whether it is taken; if not, everything goes through the gateway, which costs several times as much
 */
public record ExpressProperties(boolean enabled) {}
