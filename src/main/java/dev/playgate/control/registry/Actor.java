package dev.playgate.control.registry;

/**
 * Who does something, for the audit log.
 *
 * @param name such as {@code key:NAME}, {@code user:EMAIL} or {@code start}
 * @param source the address that the call came from, or {@code local}
 */
public record Actor(String name, String source) {

    /** The process itself, such as when it imports the registry file. */
    public static final Actor PROCESS = new Actor("process", "local");
}
