package dev.playgate.control.registry;

/**
 * {@code playgate.token-keys}: organisations' own keys by URL.
 *
 * @param allowPlainHttp whether a URL may be {@code http} on the own machine, and may lead to the own machine or a
 *        private network: whoever administrates an organisation can then reach what listens there
 */
public record TokenKeyProperties(boolean allowPlainHttp) {}
