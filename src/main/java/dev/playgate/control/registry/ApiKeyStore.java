package dev.playgate.control.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

import dev.playgate.stream.OrganisationId;

/** Organisations' API keys: stored hashed, shown once (security G2). */
public final class ApiKeyStore {

    private final Database database;
    private final ApiKeyUse use;

    public ApiKeyStore(Database database) {
        this(database, task -> Thread.ofVirtual().name("api-key-use").start(task));
    }

    /** @param uses writes when keys were used */
    ApiKeyStore(Database database, Executor uses) {
        this.database = database;
        this.use = new ApiKeyUse(database, uses);
    }

    /**
     * A key in the registry.
     *
     * @param name for people, unique within the organisation
     */
    public record Known(UUID id, String name, OrganisationId organisation) {}

    /**
     * A key in a list.
     *
     * @param lastUsed to the minute
     */
    public record Entry(UUID id, String name, Instant created, Optional<Instant> lastUsed) {}

    /** Whose the key is; empty for a key that nobody has. */
    public Optional<Known> find(String apiKey) {
        ApiKeyHash hash = ApiKeyHash.of(apiKey);
        return database.read(sql -> sql.sql("SELECT id, name, organisation, sha256 FROM api_key WHERE sha256 = ?")
                .param(hash.hex()).query((row, _) -> new ApiKeyHash(row.getString("sha256")).matches(hash)
                        ? Optional.of(new Known(UUID.fromString(row.getString("id")), row.getString("name"),
                                OrganisationId.of(row.getString("organisation"))))
                        : Optional.<Known>empty())
                .optional()).flatMap(known -> known);
    }

    /** Notes for people that the key was used. Returns at once and never fails. */
    public void noteUse(Known key, Instant now) {
        use.note(key.id(), now);
    }

    /** All of the organisation, by name. */
    public List<Entry> list(OrganisationId organisation) {
        return database.read(sql -> sql.sql("""
            SELECT id, name, created, last_used FROM api_key WHERE organisation = ? ORDER BY name
            """).param(organisation.toString())
                .query((row, _) -> new Entry(UUID.fromString(row.getString("id")), row.getString("name"),
                        Rows.time(row, "created"), Rows.optionalTime(row, "last_used")))
                .list());
    }

    /** Makes a key. Empty when the organisation has one of that name. */
    public Optional<UUID> make(OrganisationId organisation, String name, ApiKeyHash hash, Actor actor) {
        UUID id = UUID.randomUUID();
        return database.write(write -> {
            boolean made = write.sql().sql("""
                INSERT INTO api_key (id, organisation, name, sha256, created) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (organisation, name) DO NOTHING
                """).param(id.toString()).param(organisation.toString()).param(name).param(hash.hex())
                    .param(write.now().getEpochSecond()).update() > 0;
            if (made) {
                write.audit(Optional.of(organisation), actor, "key.create", name);
            }
            return made ? Optional.of(id) : Optional.empty();
        });
    }

    /** Deletes a key; no call can be made with it from now on. False when the organisation has no such key. */
    public boolean delete(OrganisationId organisation, UUID id, Actor actor) {
        return database.write(write -> {
            Optional<String> name = write.sql()
                    .sql("DELETE FROM api_key WHERE id = ? AND organisation = ? RETURNING name").param(id.toString())
                    .param(organisation.toString()).query(String.class).optional();
            name.ifPresent(key -> write.audit(Optional.of(organisation), actor, "key.delete", key));
            return name.isPresent();
        });
    }

    /** Makes the key, or makes the key of that name this one. False when the hash is that of another key. */
    static boolean put(Write write, OrganisationId organisation, String name, ApiKeyHash hash) {
        boolean taken = write.sql().sql("""
            SELECT COUNT(*) FROM api_key WHERE sha256 = ? AND (organisation <> ? OR name <> ?)
            """).param(hash.hex()).param(organisation.toString()).param(name).query(Long.class).single() > 0;
        if (taken) {
            return false;
        }
        write.sql().sql("""
            INSERT INTO api_key (id, organisation, name, sha256, created) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (organisation, name) DO UPDATE SET sha256 = excluded.sha256
            """).param(UUID.randomUUID().toString()).param(organisation.toString()).param(name).param(hash.hex())
                .param(write.now().getEpochSecond()).update();
        return true;
    }
}
