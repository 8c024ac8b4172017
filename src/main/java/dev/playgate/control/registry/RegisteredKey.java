package dev.playgate.control.registry;

/**
 * An API key of a registry file.
 *
 * @param name for people, unique within the organisation
 */
record RegisteredKey(String name, ApiKeyHash hash) {}
