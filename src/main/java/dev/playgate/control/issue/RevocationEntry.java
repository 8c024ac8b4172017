package dev.playgate.control.issue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.StreamName;

// @formatter:off
/** A revocation, as it is listed. */
@Schema(name = "Revocation")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RevocationEntry(
        @Schema(description = "With which it is lifted: of a single token its jti.")
        String id,

        @Schema(description = "A single token, or a bulk revocation.", allowableValues = {"token", "bulk"})
        String kind,

        @Schema(description = "What a bulk revocation names.")
        Optional<Selector> selector,

        @Schema(description = "In UNIX seconds.")
        long created,

        @Schema(description = "When it ends by itself, in UNIX seconds.")
        Optional<Long> until) {

    /** What a bulk revocation names; nothing but the time: all of the organisation. */
    @Schema(name = "RevocationSelector")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Selector(Optional<String> user, Optional<String> tag, Optional<List<String>> streams,
            Optional<String> groupid, Optional<Boolean> orgawide, long issuedBefore) {

        static Selector of(RevocationRule rule) {
            List<String> streams = rule.streams().stream().map(StreamName::value).sorted().toList();
            boolean all = rule.user().isEmpty() && rule.tag().isEmpty() && streams.isEmpty()
                    && rule.group().isEmpty();
            return new Selector(rule.user().map(Label::text), rule.tag().map(Label::text),
                    streams.isEmpty() ? Optional.empty() : Optional.of(streams),
                    rule.group().map(GroupId::toString), all ? Optional.of(true) : Optional.empty(),
                    rule.issuedBefore().getEpochSecond());
        }
    }
    // @formatter:on

    static RevocationEntry of(RevocationStore.Known known) {
        return new RevocationEntry(known.id(), known.rule().isPresent() ? "bulk" : "token",
                known.rule().map(Selector::of), known.created().getEpochSecond(),
                known.until().map(Instant::getEpochSecond));
    }
}
