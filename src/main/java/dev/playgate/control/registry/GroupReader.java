package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** Reads the stream groups of one file; remembers the names and ids that may stand once in it. */
final class GroupReader {

    private final Uniqueness names;
    private final Uniqueness ids;

    GroupReader(Faults faults) {
        this.names = new Uniqueness(faults);
        this.ids = new Uniqueness(faults);
    }

    /**
     * The group's streams, without those that have a fault.
     *
     * @param organisation empty when its own fault is noted
     * @param hash empty when its own fault is noted
     */
    List<RegisteredStream> read(Fields fields, Optional<OrganisationId> organisation, Optional<String> hash) {
        Optional<GroupId> group = fields.required("id", text -> Optional.of(GroupId.of(text)), Texts.UUID);
        List<RegisteredStream> streams = new ArrayList<>();
        boolean passthrough = true;
        for (Fields stream : fields.requiredSections("streams")) {
            Optional<StreamName> name = name(stream, hash);
            Optional<UUID> id = stream.required("id", text -> Optional.of(GroupId.of(text).value()), Texts.UUID);
            id.ifPresent(value -> ids.claim(value, stream.pathOf("id")));
            if (passthrough && id.isPresent() && group.isPresent() && !id.get().equals(group.get().value())) {
                stream.fault("id", "must be the group's id: the first stream is the passthrough");
            }
            passthrough = false;
            StreamState state = stream.optional("state", StateWords::state, "one of " + StateWords.ALL)
                    .orElse(StreamState.CREATED);
            List<String> tags = stream.texts("tags", Texts::line, Texts.LINE).stream().map(Fields.Entry::value)
                    .distinct().toList();
            stream.refuseUnread();
            if (name.isPresent() && id.isPresent() && group.isPresent() && organisation.isPresent()) {
                streams.add(new RegisteredStream(
                        new Stream(id.get(), name.get(), group.get(), organisation.get(), state), streams.size(),
                        tags));
            }
        }
        fields.refuseUnread();
        return streams;
    }

    private Optional<StreamName> name(Fields stream, Optional<String> hash) {
        Optional<StreamName> name = stream.required("name", text -> Optional.of(new StreamName(text)),
                "1 to 64 characters of A-Z a-z 0-9 _ -");
        name.ifPresent(value -> {
            names.claim(value, stream.pathOf("name"));
            String prefix = hash.map(known -> known + "-").orElse("");
            if (!value.value().startsWith(prefix) || value.value().length() == prefix.length()) {
                stream.fault("name", "must be the organisation's hash, a dash, and the stream's own characters");
            }
        });
        return name;
    }
}
