package dev.playgate.role;

/** What a process is for. */
enum ProcessRole {
    /** Decides and proxies; reads the registry. */
    EDGE,
    /** Has the API, the keys that issue, and writes the registry. */
    CONTROL
}
