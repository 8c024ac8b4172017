package dev.playgate.token;

import java.util.Set;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.StreamName;

/** What a playback token opens (product section 3); whatever it is, only within the organisation in {@code sub}. */
public sealed interface Scope {

    /** Claim {@code streams}: these, at least one. */
    record Streams(Set<StreamName> names) implements Scope {
        public Streams {
            names = Set.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no stream");
            }
        }
    }

    /** Claim {@code groupid}: every stream of the group. */
    record Group(GroupId group) implements Scope {}

    /** Claim {@code orgawide}: every stream of the organisation. */
    record Organisation() implements Scope {}
}
