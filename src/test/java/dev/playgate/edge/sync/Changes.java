package dev.playgate.edge.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.catalog.GuardianRule;
import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.catalog.Label;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** Changes of a small world, so that they meet the same entries again and again. */
final class Changes {

    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    static final int ENTRIES = 12;
    private static final List<Feature> FEATURES = List.of(Feature.values());
    private static final List<StreamState> STATES = List.of(StreamState.values());

    private Changes() {
    }

    static CatalogChange revoke(String jti) {
        return CatalogChange.put(new CatalogEntry.OfRevocation(ALPHA, jti, NOW));
    }

    static CatalogChange lift(String jti) {
        return CatalogChange.remove(EntryKey.revocation(ALPHA, jti));
    }

    static FeedRecord stored(CatalogChange change, long version) {
        return new FeedRecord(version, change.key().kind().wireName(), change.key().id(),
                change.entry().map(FeedCodec::write));
    }

    static CatalogSnapshot applied(CatalogSnapshot before, List<CatalogChange> changes, long version, Instant asOf) {
        CatalogEditor editor = before.edit();
        changes.forEach(editor::apply);
        return editor.build(version, asOf);
    }

    /** All that a catalog can be asked for, of what any of the changes names. */
    static List<Object> content(CatalogSnapshot snapshot) {
        List<CatalogEntry> entries = new ArrayList<>();
        snapshot.forEachEntry(entries::add);
        List<Object> content = new ArrayList<>(List.of(snapshot.version(), Set.copyOf(entries), entries.size(),
                snapshot.streamCount(), snapshot.organisationCount(), snapshot.revocationCount()));
        for (int n = 0; n < ENTRIES; n++) {
            OrganisationId organisation = new OrganisationId(id(n));
            content.add(Set.copyOf(snapshot.group(new GroupId(id(n)))));
            content.add(snapshot.stream(new StreamName("s" + n)));
            content.add(snapshot.organisation(organisation));
            content.add(Set.copyOf(snapshot.revocationRules(organisation)));
            content.add(Set.copyOf(snapshot.guardian(organisation).deniedAddresses()));
            content.add(snapshot.guardian(organisation).onlyAllowedPages());
            content.add(snapshot.isRevoked(organisation, "j" + n % 3));
        }
        return content;
    }

    static Arbitrary<List<CatalogChange>> any(int most) {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, ENTRIES - 1);
        Arbitrary<CatalogEntry> entry = Combinators.combine(Arbitraries.integers().between(0, 4), small, small, small)
                .as(Changes::entry);
        return Combinators.combine(entry, Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(true)), Tuple.of(1, Arbitraries.just(false))))
                .as((value, puts) -> puts ? CatalogChange.put(value) : CatalogChange.remove(value.key()))
                .list().ofMaxSize(most);
    }

    private static UUID id(int n) {
        return new UUID(0x4000, 0x8000_0000_0000_0000L + n);
    }

    private static CatalogEntry entry(int kind, int a, int b, int c) {
        OrganisationId organisation = new OrganisationId(id(a));
        return switch (kind) {
            case 0 -> new CatalogEntry.OfOrganisation(new Organisation(organisation, "N\u00fc \"" + b, "H" + c,
                    b % 2 == 0 ? Set.of() : EnumSet.of(Feature.SECURE, FEATURES.get(c % 7)), c % 2 == 0,
                    b % 3 == 0
                            ? Optional.of(new OwnKeys(c % 2 == 0 ? Optional.of("i\n\t") : Optional.empty(), "{}"))
                            : Optional.empty()));
            case 1 -> new CatalogEntry.OfStream(new Stream(id(b), new StreamName("s" + b), new GroupId(id(c)),
                    organisation, STATES.get((a + c) % STATES.size())));
            case 2 -> new CatalogEntry.OfRevocation(organisation, "j" + b % 3, NOW.plusMillis(c));
            case 3 -> new CatalogEntry.OfRevocationRule(new RevocationRule(organisation, id(b % 3),
                    c % 2 == 0 ? Optional.of(Label.ofUser(organisation, "u\u2028" + c)) : Optional.empty(),
                    Optional.empty(),
                    c % 3 == 0 ? Set.of(new StreamName("s1"), new StreamName("s2")) : Set.of(),
                    c % 5 == 0 ? Optional.of(new GroupId(id(c))) : Optional.empty(), NOW,
                    c % 4 == 0 ? Optional.of(NOW.plusMillis(1)) : Optional.empty()));
            default -> new CatalogEntry.OfGuardianRule(new GuardianRule(organisation, id(b % 3), subject(c)));
        };
    }

    private static Subject subject(int n) {
        return switch (n % 4) {
            case 0 -> new Subject.Address(IpRange.parse("192.0.2.0/24").orElseThrow(), Optional.empty());
            case 1 -> new Subject.Address(IpRange.parse("2001:db8::/32").orElseThrow(), Optional.of(NOW));
            case 2 -> new Subject.Pages(Optional.empty(), true);
            default -> new Subject.Pages(DomainPattern.parse("*.example.com"), n > 5);
        };
    }
}
