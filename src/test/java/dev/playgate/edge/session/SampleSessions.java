package dev.playgate.edge.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Medium;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.token.KeyReference;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/** Sessions that are judged by what a test says of their token, at a time that it says, and what becomes of them. */
final class SampleSessions {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    static final OrganisationId OPEN = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c003");
    static final StreamName LIVE1 = new StreamName("Demo1-live1");
    static final StreamName LIVE2 = new StreamName("Demo1-live2");
    static final StreamName OPEN_LIVE = new StreamName("Open1-live1");

    private static final GroupId GROUP = GroupId.of("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
    private static final PlayoutForm FORM = new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
            URI.create("http://localhost"), Optional.empty());

    private CatalogSnapshot catalog = CatalogSnapshot.empty(NOW);
    private Instant now = NOW;

    /** Refused from now on, by what they stand on: a {@code jti}, or the stream's name where there is none. */
    final Map<String, Refusal> fallen = new HashMap<>();
    /** What was judged, in order. */
    final List<String> judged = new ArrayList<>();
    final List<String> logged = new ArrayList<>();
    final RunningSessions sessions = new RunningSessions(() -> Optional.of(catalog), this::judge, () -> now,
            (grounds, reason) -> logged.add(name(grounds) + " " + reason.wireName()));

    SampleSessions() {
        put(stream(LIVE1, DEMO));
        put(stream(LIVE2, DEMO));
        put(stream(OPEN_LIVE, OPEN));
        put(new CatalogEntry.OfOrganisation(new Organisation(DEMO, "Demo", "Demo1", Set.of(Feature.SECURE))));
        put(new CatalogEntry.OfOrganisation(new Organisation(OPEN, "Open", "Open1", Set.of())));
    }

    static CatalogEntry stream(StreamName name, OrganisationId organisation) {
        return new CatalogEntry.OfStream(new Stream(GROUP.value(), name, GROUP, organisation, StreamState.LIVE));
    }

    void put(CatalogEntry entry) {
        CatalogEditor editor = catalog.edit();
        editor.apply(CatalogChange.put(entry));
        catalog = editor.build(catalog.version() + 1, NOW);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static Grounds open(StreamName stream) {
        return new Grounds(request(stream), Optional.empty());
    }

    static Grounds token(String jti, StreamName stream, Instant end) {
        return new Grounds(request(stream), Optional.of(new Ticket(1, DEMO, GROUP, Set.of(), jti,
                new KeyReference("k", Optional.empty()), Optional.empty(), Optional.empty(), Ticket.Traits.NONE, NOW,
                end)));
    }

    static Grounds token(String jti) {
        return token(jti, LIVE1, NOW.plus(Duration.ofHours(12)));
    }

    private static PlayoutRequest request(StreamName stream) {
        return new PlayoutRequest(new PlayoutTarget(FORM, stream, "/hls/" + stream + "/a", "", List.of()), List.of(),
                new PageEvidence.Missing(), IpAddress.parse("203.0.113.7"), NOW);
    }

    private static String name(Grounds grounds) {
        return grounds.ticket().map(Ticket::jti).orElse(grounds.request().target().stream().value());
    }

    private Optional<Refusal> judge(Grounds grounds, Instant time) {
        String name = name(grounds);
        judged.add(name);
        boolean ended = grounds.ticket().isPresent() && !time.isBefore(grounds.ticket().get().end());
        return ended ? Optional.of(Refusal.TICKET_EXPIRED) : Optional.ofNullable(fallen.get(name));
    }

    /** One of them, and how often and why it was cut. */
    static final class Viewer {

        final List<Refusal> cuts = new ArrayList<>();
        final RunningSession session;

        Viewer(SampleSessions all, Grounds... grounds) {
            session = all.sessions.begin(List.of(grounds), cuts::add);
        }
    }

    Viewer begin(Grounds... grounds) {
        Viewer viewer = new Viewer(this, grounds);
        judged.clear();
        return viewer;
    }
}
