package dev.playgate.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** The sample registry as the edge sees it, and what a test changes in it. */
final class SampleCatalog {

    static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    static final OrganisationId RIVAL = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
    static final OrganisationId OPEN = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c003");

    static final Stream LIVE1 = stream(DEMO, "Demo1-live1", 1001, 1001);
    static final Stream LIVE2 = stream(DEMO, "Demo1-live2", 1002, 1001);
    static final Stream OTHER = stream(DEMO, "Demo1-other", 1003, 1003);
    static final Stream RIVAL_LIVE1 = stream(RIVAL, "Rival-live1", 2001, 2001);
    static final Stream OPEN_LIVE1 = stream(OPEN, "Open1-live1", 3001, 3001);
    static final StreamName UNKNOWN = new StreamName("Demo1-none1");

    private final Map<OrganisationId, Organisation> organisations = new HashMap<>();
    private final Map<StreamName, Stream> streams = new HashMap<>();
    private final Map<OrganisationId, Set<String>> revokedTokens = new HashMap<>();
    private final Map<OrganisationId, GuardianRules> guardian = new HashMap<>();
    private final List<RevocationRule> revocationRules = new ArrayList<>();
    private Instant asOf = Playout.NOW;

    SampleCatalog() {
        secure(DEMO, true);
        secure(RIVAL, true);
        secure(OPEN, false);
        List.of(LIVE1, LIVE2, OTHER, RIVAL_LIVE1, OPEN_LIVE1).forEach(this::add);
    }

    private static Stream stream(OrganisationId organisation, String name, int id, int group) {
        return new Stream(uuid(id), new StreamName(name), new GroupId(uuid(group)), organisation, StreamState.LIVE);
    }

    /** Another of the same group. */
    static Stream sibling(Stream of, String name) {
        return new Stream(uuid(9999), new StreamName(name), of.group(), of.organisation(), StreamState.LIVE);
    }

    private static UUID uuid(int end) {
        return UUID.fromString("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e" + end);
    }

    SampleCatalog secure(OrganisationId id, boolean secure) {
        Set<Feature> features = EnumSet.of(Feature.H5LIVE, Feature.VOD);
        if (secure) {
            features.add(Feature.SECURE);
        }
        organisations.put(id, new Organisation(id, id.toString(), "Hash1", features));
        return this;
    }

    /** With {@code secure}, of which only is noted what it would refuse. */
    SampleCatalog shadow(OrganisationId id) {
        organisations.put(id, new Organisation(id, id.toString(), "Hash1", EnumSet.of(Feature.SECURE), true,
                Optional.empty()));
        return this;
    }

    SampleCatalog removeOrganisation(OrganisationId id) {
        organisations.remove(id);
        return this;
    }

    SampleCatalog add(Stream stream) {
        streams.put(stream.name(), stream);
        return this;
    }

    SampleCatalog remove(Stream stream) {
        streams.remove(stream.name());
        return this;
    }

    SampleCatalog state(Stream stream, StreamState state) {
        return add(new Stream(stream.id(), stream.name(), stream.group(), stream.organisation(), state));
    }

    SampleCatalog revoke(OrganisationId organisation, String jti) {
        revokedTokens.put(organisation, Set.of(jti));
        return this;
    }

    SampleCatalog revoke(RevocationRule rule) {
        revocationRules.add(rule);
        return this;
    }

    SampleCatalog guardian(OrganisationId organisation, GuardianRules rules) {
        guardian.put(organisation, rules);
        return this;
    }

    SampleCatalog asOf(Instant time) {
        asOf = time;
        return this;
    }

    CatalogSnapshot snapshot() {
        CatalogEditor editor = CatalogSnapshot.empty(asOf).edit();
        organisations.values().forEach(o -> editor.apply(CatalogChange.put(new CatalogEntry.OfOrganisation(o))));
        streams.values().forEach(stream -> editor.apply(CatalogChange.put(new CatalogEntry.OfStream(stream))));
        revokedTokens.forEach((organisation, jtis) -> jtis.forEach(jti -> editor
                .apply(CatalogChange.put(new CatalogEntry.OfRevocation(organisation, jti, Instant.MAX)))));
        revocationRules
                .forEach(rule -> editor.apply(CatalogChange.put(new CatalogEntry.OfRevocationRule(rule))));
        guardian.forEach((organisation, rules) -> subjects(rules).forEach(subject -> editor.apply(CatalogChange.put(
                new CatalogEntry.OfGuardianRule(new GuardianRule(organisation, UUID.randomUUID(), subject))))));
        return editor.build(1, asOf);
    }

    private static List<Subject> subjects(GuardianRules rules) {
        List<Subject> subjects = new ArrayList<>();
        rules.deniedAddresses().forEach(denied -> subjects.add(new Subject.Address(denied.range(), denied.until())));
        rules.deniedPages().forEach(hosts -> subjects.add(new Subject.Pages(Optional.of(hosts), true)));
        rules.allowedPages().forEach(hosts -> subjects.add(new Subject.Pages(Optional.of(hosts), false)));
        if (rules.onlyAllowedPages()) {
            subjects.add(new Subject.Pages(Optional.empty(), true));
        }
        return subjects;
    }
}
