package dev.playgate.control.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/**
 * Stream groups for players, every one of which asks. What there is to play is told from the catalog in memory, so that
 * it is as new as what the edge decides by, costs nothing for groups that do not exist, and is told while the database
 * is down. Only what the pictures are comes from the database, once in a second for each group that is asked for; while
 * it does not answer, what is known stays.
 */
public final class PlayerGroups {

    private static final int MAXIMUM_GROUPS = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final PublicProperties urls;
    private final LoadingCache<GroupId, Map<StreamName, Rendition>> renditions;

    /**
     * Groups of all organisations.
     *
     * @param executor for what waits for the database
     */
    public PlayerGroups(GroupStore groups, PublicProperties urls, Ticker ticker, Executor executor) {
        this.urls = urls;
        this.renditions = Caffeine.newBuilder().maximumSize(MAXIMUM_GROUPS).refreshAfterWrite(FRESH).ticker(ticker)
                .executor(executor).build(new Loader(groups));
    }

    private record Loader(GroupStore groups) implements CacheLoader<GroupId, Map<StreamName, Rendition>> {

        @Override
        public Map<StreamName, Rendition> load(GroupId id) {
            return reload(id, Map.of());
        }

        @Override
        public Map<StreamName, Rendition> reload(GroupId id, Map<StreamName, Rendition> known) {
            try {
                return groups.renditions(id);
            } catch (StoreUnavailableException e) {
                return known;
            }
        }
    }

    /** Empty when there is no such group. */
    Optional<PlayerGroup> find(GroupId id, CatalogSnapshot snapshot) {
        List<Stream> streams = snapshot.group(id);
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        Map<StreamName, Rendition> known = renditions.get(id);
        List<StreamName> order = List.copyOf(known.keySet());
        List<Stream> ordered = new ArrayList<>(streams);
        ordered.sort(Comparator.comparing((Stream stream) -> !stream.id().equals(id.value()))
                .thenComparingInt(stream -> order.contains(stream.name()) ? order.indexOf(stream.name()) : order.size())
                .thenComparing(stream -> stream.name().value()));
        List<PlayerGroup.Played> played = ordered.stream().filter(PlayerGroups::isOpen)
                .map(stream -> new PlayerGroup.Played(stream, known.getOrDefault(stream.name(), Rendition.UNKNOWN)))
                .toList();
        return Optional.of(PlayerGroup.of(id, StateWords.word(state(ordered)), played, urls));
    }

    /** Live if a stream of it is, else the passthrough's. */
    private static StreamState state(List<Stream> passthroughFirst) {
        boolean isLive = passthroughFirst.stream().anyMatch(stream -> stream.state() == StreamState.LIVE);
        return isLive ? StreamState.LIVE : passthroughFirst.getFirst().state();
    }

    private static boolean isOpen(Stream stream) {
        return switch (stream.state()) {
            case CREATED, LIVE, ENDED -> true;
            case LOCKED, DELETED -> false;
        };
    }
}
