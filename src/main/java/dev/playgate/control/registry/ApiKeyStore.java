package dev.playgate.control.registry;

import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;

/** Organisations' API keys: stored hashed, shown once (security G2). */
public final class ApiKeyStore {

    private final Database database;

    public ApiKeyStore(Database database) {
        this.database = database;
    }

    /**
     * A key in the registry.
     *
     * @param name for people, unique within the organisation
     */
    public record Known(UUID id, String name, OrganisationId organisation) {}

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
