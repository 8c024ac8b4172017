package dev.playgate.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.playgate.catalog.CatalogSnapshot.Guardian;
import dev.playgate.catalog.CatalogSnapshot.TokenId;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;

/** Makes a {@link CatalogSnapshot} out of another and changes; used once, by one thread. */
public final class CatalogEditor {

    private Optional<PlatformKeys> platformKeys;
    private final ShardedMap.Editor<OrganisationId, Organisation> organisations;
    private final ShardedMap.Editor<StreamName, Stream> streams;
    private final ShardedMap.Editor<GroupId, List<Stream>> groups;
    private final ShardedMap.Editor<TokenId, Instant> revocations;
    private final ShardedMap.Editor<OrganisationId, Map<String, RevocationRule>> revocationRules;
    private final ShardedMap.Editor<OrganisationId, Guardian> guardian;

    CatalogEditor(Optional<PlatformKeys> platformKeys, ShardedMap.Editor<OrganisationId, Organisation> organisations,
            ShardedMap.Editor<StreamName, Stream> streams, ShardedMap.Editor<GroupId, List<Stream>> groups,
            ShardedMap.Editor<TokenId, Instant> revocations,
            ShardedMap.Editor<OrganisationId, Map<String, RevocationRule>> revocationRules,
            ShardedMap.Editor<OrganisationId, Guardian> guardian) {
        this.platformKeys = platformKeys;
        this.organisations = organisations;
        this.streams = streams;
        this.groups = groups;
        this.revocations = revocations;
        this.revocationRules = revocationRules;
        this.guardian = guardian;
    }

    /** Makes the change, whatever was before. */
    public void apply(CatalogChange change) {
        EntryKey key = change.key();
        switch (key.kind()) {
            case PLATFORM_KEYS -> platformKeys = change.entry()
                    .map(entry -> ((CatalogEntry.OfPlatformKeys) entry).keys());
            case ORGANISATION -> organisations.set(OrganisationId.of(key.id()),
                    change.entry().map(entry -> ((CatalogEntry.OfOrganisation) entry).organisation()));
            case STREAM -> setStream(new StreamName(key.id()),
                    change.entry().map(entry -> ((CatalogEntry.OfStream) entry).stream()));
            case REVOCATION -> revocations.set(new TokenId(key.owner(), key.ownId()),
                    change.entry().map(entry -> ((CatalogEntry.OfRevocation) entry).until()));
            case REVOCATION_RULE -> revocationRules.set(key.owner(), changed(revocationRules.get(key.owner()),
                    key.ownId(), change.entry().map(entry -> ((CatalogEntry.OfRevocationRule) entry).rule())));
            case GUARDIAN_RULE -> setGuardianRule(key,
                    change.entry().map(entry -> ((CatalogEntry.OfGuardianRule) entry).rule()));
        }
    }

    /**
     * What it has become.
     *
     * @param version of the last change
     */
    public CatalogSnapshot build(long version, Instant asOf) {
        return new CatalogSnapshot(version, asOf, platformKeys, organisations.build(), streams.build(), groups.build(),
                revocations.build(), revocationRules.build(), guardian.build());
    }

    private void setStream(StreamName name, Optional<Stream> stream) {
        Optional<Stream> compact = stream.map(this::compact);
        @Nullable
        Stream before = streams.get(name);
        if (before != null) {
            setMember(before.group(), name, Optional.empty());
        }
        compact.ifPresent(after -> setMember(after.group(), name, compact));
        streams.set(name, compact);
    }

    /** Streams of one group share the ids of their group and organisation: a million of them take half the memory. */
    private Stream compact(Stream stream) {
        @Nullable
        List<Stream> siblings = groups.get(stream.group());
        if (siblings != null) {
            Stream first = siblings.getFirst();
            OrganisationId organisation = stream.organisation().equals(first.organisation())
                    ? first.organisation()
                    : stream.organisation();
            return new Stream(stream.id(), stream.name(), first.group(), organisation, stream.state());
        }
        @Nullable
        Organisation owner = organisations.get(stream.organisation());
        return new Stream(stream.id(), stream.name(),
                stream.id().equals(stream.group().value()) ? new GroupId(stream.id()) : stream.group(),
                owner == null ? stream.organisation() : owner.id(), stream.state());
    }

    private void setMember(GroupId group, StreamName name, Optional<Stream> stream) {
        @Nullable
        List<Stream> before = groups.get(group);
        List<Stream> members = new ArrayList<>(before == null ? List.of() : before);
        members.removeIf(member -> member.name().equals(name));
        stream.ifPresent(members::add);
        groups.set(group, members.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(members)));
    }

    private void setGuardianRule(EntryKey key, Optional<GuardianRule> rule) {
        @Nullable
        Guardian before = guardian.get(key.owner());
        guardian.set(key.owner(), changed(before == null ? null : before.byId(), key.ownId(), rule)
                .map(byId -> new Guardian(byId, GuardianRules.of(byId.values()))));
    }

    /** Empty when nothing is left. */
    private static <T> Optional<Map<String, T>> changed(@Nullable Map<String, T> before, String id,
            Optional<T> value) {
        Map<String, T> after = new HashMap<>(before == null ? Map.of() : before);
        value.ifPresentOrElse(present -> after.put(id, present), () -> after.remove(id));
        return after.isEmpty() ? Optional.empty() : Optional.of(Map.copyOf(after));
    }
}
