package dev.playgate.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** What the registry said at one moment. Immutable; look-ups take constant time. */
public final class CatalogSnapshot {

    private final long version;
    private final Instant asOf;
    private final Optional<PlatformKeys> platformKeys;
    private final ShardedMap<OrganisationId, Organisation> organisations;
    private final ShardedMap<StreamName, Stream> streams;
    private final ShardedMap<GroupId, List<Stream>> groups;
    private final ShardedMap<TokenId, Instant> revocations;
    private final ShardedMap<OrganisationId, Map<String, RevocationRule>> revocationRules;
    private final ShardedMap<OrganisationId, Guardian> guardian;

    /** An organisation's rules by their ids, and as they are judged. */
    record Guardian(Map<String, GuardianRule> byId, GuardianRules rules) {}

    record TokenId(OrganisationId organisation, String jti) {}

    CatalogSnapshot(long version, Instant asOf, Optional<PlatformKeys> platformKeys,
            ShardedMap<OrganisationId, Organisation> organisations,
            ShardedMap<StreamName, Stream> streams, ShardedMap<GroupId, List<Stream>> groups,
            ShardedMap<TokenId, Instant> revocations,
            ShardedMap<OrganisationId, Map<String, RevocationRule>> revocationRules,
            ShardedMap<OrganisationId, Guardian> guardian) {
        this.version = version;
        this.asOf = asOf;
        this.platformKeys = platformKeys;
        this.organisations = organisations;
        this.streams = streams;
        this.groups = groups;
        this.revocations = revocations;
        this.revocationRules = revocationRules;
        this.guardian = guardian;
    }

    /** Of a registry that nothing has been written to. */
    public static CatalogSnapshot empty(Instant asOf) {
        return new CatalogSnapshot(0, asOf, Optional.empty(), ShardedMap.empty(), ShardedMap.empty(),
                ShardedMap.empty(),
                ShardedMap.empty(), ShardedMap.empty(), ShardedMap.empty());
    }

    /** The version of the newest change that it holds; grows with each. */
    public long version() {
        return version;
    }

    /** When the registry was last known to say this. */
    public Instant asOf() {
        return asOf;
    }

    /** Empty until a process with the role control has published them. */
    public Optional<PlatformKeys> platformKeys() {
        return platformKeys;
    }

    /** Empty for a stream that the registry does not know. A deleted one is as if it had never been. */
    public Optional<Stream> stream(StreamName name) {
        @Nullable
        Stream stream = streams.get(name);
        return stream == null || stream.state() == StreamState.DELETED ? Optional.empty() : Optional.of(stream);
    }

    /** The streams of a group; empty for one that the registry does not know. */
    public List<Stream> group(GroupId id) {
        @Nullable
        List<Stream> group = groups.get(id);
        return group == null ? List.of() : group;
    }

    public Optional<Organisation> organisation(OrganisationId id) {
        return Optional.ofNullable(organisations.get(id));
    }

    /** Whether the organisation revoked the token with this {@code jti}. */
    public boolean isRevoked(OrganisationId organisation, String jti) {
        return revocations.containsKey(new TokenId(organisation, jti));
    }

    /** What else of its tokens the organisation revoked. */
    public Collection<RevocationRule> revocationRules(OrganisationId organisation) {
        @Nullable
        Map<String, RevocationRule> rules = revocationRules.get(organisation);
        return rules == null ? List.of() : rules.values();
    }

    /** The rules of the organisation; none that bite if it has none. */
    public GuardianRules guardian(OrganisationId organisation) {
        @Nullable
        Guardian rules = guardian.get(organisation);
        return rules == null ? GuardianRules.NONE : rules.rules();
    }

    public int organisationCount() {
        return organisations.size();
    }

    public int streamCount() {
        return streams.size();
    }

    public int revocationCount() {
        return revocations.size();
    }

    /** The same content, confirmed later. */
    public CatalogSnapshot confirmedAt(Instant now) {
        return new CatalogSnapshot(version, now, platformKeys, organisations, streams, groups, revocations,
                revocationRules,
                guardian);
    }

    public void forEachOrganisation(Consumer<Organisation> action) {
        organisations.forEach((_, organisation) -> action.accept(organisation));
    }

    /** Everything that it holds. */
    public void forEachEntry(Consumer<CatalogEntry> action) {
        platformKeys.ifPresent(keys -> action.accept(new CatalogEntry.OfPlatformKeys(keys)));
        organisations.forEach((_, organisation) -> action.accept(new CatalogEntry.OfOrganisation(organisation)));
        streams.forEach((_, stream) -> action.accept(new CatalogEntry.OfStream(stream)));
        revocations.forEach((token, until) -> action
                .accept(new CatalogEntry.OfRevocation(token.organisation(), token.jti(), until)));
        revocationRules.forEach((_, rules) -> rules.values()
                .forEach(rule -> action.accept(new CatalogEntry.OfRevocationRule(rule))));
        guardian.forEach((_, rules) -> rules.byId().values()
                .forEach(rule -> action.accept(new CatalogEntry.OfGuardianRule(rule))));
    }

    /** A successor in the making; this stays what it is. */
    public CatalogEditor edit() {
        return new CatalogEditor(platformKeys, organisations.edit(), streams.edit(), groups.edit(), revocations.edit(),
                revocationRules.edit(), guardian.edit());
    }
}
