package dev.playgate.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map of which a successor that differs in a few keys costs little: only the shards of these keys are made
 * anew. A million entries take about 16 bytes each beside their keys and values.
 */
final class ShardedMap<K, V> {

    /** Some 30 entries a shard at a million: fewer shards cost more for each change, more of them for each build. */
    private static final int SHARDS = 1 << 15;

    private static final ShardedMap<?, ?> EMPTY = new ShardedMap<>(emptyShards(), 0);

    private final List<Map<K, V>> shards;
    private final int size;

    private ShardedMap(List<Map<K, V>> shards, int size) {
        this.shards = shards;
        this.size = size;
    }

    private static <K, V> List<Map<K, V>> emptyShards() {
        List<Map<K, V>> shards = new ArrayList<>(SHARDS);
        for (int i = 0; i < SHARDS; i++) {
            shards.add(Map.of());
        }
        return shards;
    }

    @SuppressWarnings("unchecked")
    static <K, V> ShardedMap<K, V> empty() {
        return (ShardedMap<K, V>) EMPTY;
    }

    @Nullable
    V get(K key) {
        return shards.get(shardOf(key)).get(key);
    }

    boolean containsKey(K key) {
        return get(key) != null;
    }

    int size() {
        return size;
    }

    void forEach(BiConsumer<K, V> action) {
        shards.forEach(shard -> shard.forEach(action));
    }

    Editor<K, V> edit() {
        return new Editor<>(this);
    }

    private static int shardOf(Object key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (SHARDS - 1);
    }

    /** Makes a successor; used once, by one thread. */
    static final class Editor<K, V> {

        private final ShardedMap<K, V> origin;
        private final Map<Integer, Map<K, V>> edited = new HashMap<>();
        private int size;

        private Editor(ShardedMap<K, V> origin) {
            this.origin = origin;
            this.size = origin.size;
        }

        @Nullable
        V get(K key) {
            int index = shardOf(key);
            return edited.getOrDefault(index, origin.shards.get(index)).get(key);
        }

        /** Puts the value, or removes the key when there is none. */
        void set(K key, Optional<V> value) {
            Map<K, V> shard = edited.computeIfAbsent(shardOf(key), index -> new HashMap<>(origin.shards.get(index)));
            size -= shard.size();
            value.ifPresentOrElse(present -> shard.put(key, present), () -> shard.remove(key));
            size += shard.size();
        }

        ShardedMap<K, V> build() {
            if (edited.isEmpty()) {
                return origin;
            }
            List<Map<K, V>> shards = new ArrayList<>(origin.shards);
            edited.forEach((index, shard) -> shards.set(index, Map.copyOf(shard)));
            return new ShardedMap<>(shards, size);
        }
    }
}
