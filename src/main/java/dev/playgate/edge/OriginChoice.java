package dev.playgate.edge;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.edge.OriginTries.Wait;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;

/**
 * Which origin of a form a request goes to, whichever way it takes. Requests of one stream prefer the same origin, since
 * origins of live streams hold what they have received (rendezvous hashing). Those that do not answer are left alone, but
 * never all of a form. Safe for use by many threads.
 */
public final class OriginChoice {

    private static final Logger LOG = LoggerFactory.getLogger(OriginChoice.class);

    /** Of a blocking playlist reload (RFC 8216bis section 6.2.5.2). */
    private static final String BLOCKING_RELOAD = "_HLS_msn=";

    private final Map<PlayoutForm, List<Candidate>> forms;
    private final List<Candidate> all;
    private final OriginProperties settings;
    private final Ticker ticker;
    private final BooleanSupplier lateItself;

    /** One origin, whichever forms have it. */
    record Candidate(OriginAddress address, OriginHealth health, OriginLoad load, long seed) {}

    /** @param lateItself whether the thread that calls is late to what it was told, and so to an origin's answer */
    OriginChoice(List<PlayoutForm> forms, OriginProperties settings, Ticker ticker, BooleanSupplier lateItself) {
        Map<OriginAddress, Candidate> known = new HashMap<>();
        Map<PlayoutForm, List<Candidate>> candidates = new HashMap<>();
        for (PlayoutForm form : forms) {
            candidates.put(form, form.origins().stream()
                    .map(origin -> candidate(origin, settings.maximumConnections(), known)).toList());
        }
        this.forms = Map.copyOf(candidates);
        this.all = List.copyOf(known.values());
        this.settings = settings;
        this.ticker = ticker;
        this.lateItself = lateItself;
    }

    private static Candidate candidate(URI origin, int most, Map<OriginAddress, Candidate> known) {
        OriginAddress address = OriginAddress.of(origin);
        return known.computeIfAbsent(address, _ -> new Candidate(address, new OriginHealth(), new OriginLoad(most),
                hash(address.hostName() + ":" + address.port())));
    }

    /** How many are left alone since they do not answer. */
    long resting() {
        return all.stream().filter(candidate -> !candidate.health().isGood()).count();
    }

    /** How many requests wait for an origin's answer. */
    int waiting() {
        return all.stream().mapToInt(candidate -> candidate.load().waiting()).sum();
    }

    /**
     * The tries of one request, of which the first begins now; empty if so many wait that it is better refused.
     *
     * @param newViewer whether it begins a session, which is refused before those that run
     */
    public Optional<OriginTries> begin(PlayoutTarget target, boolean newViewer, RequestTrace trace) {
        List<Candidate> of = forms.get(target.form());
        if (of == null) {
            throw new IllegalArgumentException("a form that is not configured");
        }
        return OriginTries.begin(of.size() == 1 ? of : inOrder(of, target.stream()), target, newViewer, wait(target),
                trace, settings, ticker, lateItself);
    }

    private static Wait wait(PlayoutTarget target) {
        return switch (target.form().medium()) {
            case H5LIVE, WEBSOCKET -> Wait.SOCKET;
            case HLS -> Playlists.isNamedLikeOne(target) && isBlockingReload(target.query()) ? Wait.NEWS : Wait.WORK;
            case DASH, PROGRESSIVE, RECORDING -> Wait.WORK;
        };
    }

    private static boolean isBlockingReload(String query) {
        return query.startsWith(BLOCKING_RELOAD) || query.contains("&" + BLOCKING_RELOAD);
    }

    private static List<Candidate> inOrder(List<Candidate> candidates, StreamName stream) {
        long name = hash(stream.value());
        List<Candidate> ordered = new ArrayList<>(candidates);
        ordered.sort(Comparator.comparingLong(candidate -> mixed(name ^ candidate.seed())));
        return ordered;
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finisher of SplitMix64: each bit of what goes in touches each of what comes out. */
    private static long mixed(long bits) {
        long first = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }

    static void left(Candidate candidate) {
        LOG.warn("origin {} does not answer, and is left alone where a form has another",
                candidate.address().hostField());
    }

    static void back(Candidate candidate) {
        LOG.warn("origin {} answers again", candidate.address().hostField());
    }
}
