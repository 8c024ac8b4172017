package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.stream.OrganisationId;

/** Organisations and their packages. */
public final class OrganisationStore {

    private static final String COLUMNS = "name, hash, token_issuer, token_keys, sessions_per_token, sessions_per_user";
    private static final String SHADOW = PackageState.SHADOW.wireName();

    private final Database database;

    public OrganisationStore(Database database) {
        this.database = database;
    }

    public Optional<Organisation> find(OrganisationId id) {
        return database.read(sql -> find(sql, id));
    }

    static Optional<Organisation> find(JdbcClient sql, OrganisationId id) {
        Map<String, String> packages = new HashMap<>();
        sql.sql("SELECT package, state FROM organisation_package WHERE organisation = ?").param(id.toString())
                .query((row, _) -> packages.put(row.getString("package"), row.getString("state"))).list();
        return sql.sql("SELECT " + COLUMNS + " FROM organisation WHERE id = ?").param(id.toString())
                .query((row, _) -> organisation(id, row, packages)).optional();
    }

    /** A page of all of them, by name. */
    public Listed<Organisation> list(Page page) {
        return database.read(sql -> {
            long total = sql.sql("SELECT COUNT(*) FROM organisation").query(Long.class).single();
            Map<String, Map<String, String>> packages = new HashMap<>();
            sql.sql("""
                SELECT organisation, package, state FROM organisation_package
                WHERE organisation IN (SELECT id FROM organisation ORDER BY name LIMIT ? OFFSET ?)
                """).param(page.size()).param(page.offset())
                    .query((row, _) -> packages.computeIfAbsent(row.getString("organisation"), _ -> new HashMap<>())
                            .put(row.getString("package"), row.getString("state")))
                    .list();
            List<Organisation> organisations = sql
                    .sql("SELECT id, " + COLUMNS + " FROM organisation ORDER BY name LIMIT ? OFFSET ?")
                    .param(page.size()).param(page.offset())
                    .query((row, _) -> organisation(OrganisationId.of(row.getString("id")), row,
                            packages.getOrDefault(row.getString("id"), Map.of())))
                    .list();
            return Listed.of(organisations, total, page);
        });
    }

    private static Organisation organisation(OrganisationId id, ResultSet row, Map<String, String> packages)
            throws SQLException {
        Set<Feature> features = new HashSet<>();
        packages.keySet().forEach(name -> Feature.of(name).ifPresent(features::add));
        Optional<String> issuer = Rows.text(row, "token_issuer");
        return new Organisation(id, row.getString("name"), row.getString("hash"), features,
                SHADOW.equals(packages.get(Feature.SECURE.wireName())),
                Rows.text(row, "token_keys").map(keys -> new OwnKeys(issuer, keys)),
                Rows.number(row, "sessions_per_token"), Rows.number(row, "sessions_per_user"));
    }

    /** Makes an organisation of a new id. False when another has its name or its hash. */
    public boolean make(Organisation organisation, Actor actor) {
        return database.write(write -> {
            boolean made = put(write, organisation);
            if (made) {
                write.audit(Optional.empty(), actor, "organisation.create", organisation.id().toString());
            }
            return made;
        });
    }

    /** Gives the organisation the package, or takes it. False when there is no such organisation. */
    public boolean setPackage(OrganisationId id, Feature feature, PackageState state, Actor actor) {
        return database.write(write -> {
            if (!lock(write, id)) {
                return false;
            }
            write.sql().sql("DELETE FROM organisation_package WHERE organisation = ? AND package = ?")
                    .param(id.toString()).param(feature.wireName()).update();
            if (state != PackageState.DISABLED) {
                insertPackage(write, id, feature, state);
            }
            changed(write, id);
            write.audit(Optional.of(id), actor, "package.set", feature.wireName() + " " + state.wireName());
            return true;
        });
    }

    /** What the operator has agreed with an organisation, in words. */
    public record Levels(String support, String analytics) {}

    /** Empty when there is no such organisation. */
    public Optional<Levels> levels(OrganisationId id) {
        return database.read(sql -> sql.sql("SELECT support_level, analytics_level FROM organisation WHERE id = ?")
                .param(id.toString())
                .query((row, _) -> new Levels(row.getString("support_level"), row.getString("analytics_level")))
                .optional());
    }

    /** What the organisation's pages give a player that they embed, if it has set that. */
    public Optional<String> playerKey(OrganisationId id) {
        return database.read(sql -> sql
                .sql("SELECT player_key FROM organisation WHERE id = ? AND player_key IS NOT NULL")
                .param(id.toString()).query(String.class).optional());
    }

    /** False when there is no such organisation. */
    boolean change(OrganisationId id, OrganisationPatch patch, Actor actor) {
        return database.write(write -> {
            if (!lock(write, id)) {
                return false;
            }
            patch.sessionsPerToken().ifPresent(limit -> limit(write, id, "sessions_per_token", limit));
            patch.sessionsPerUser().ifPresent(limit -> limit(write, id, "sessions_per_user", limit));
            patch.supportLevel().ifPresent(level -> word(write, id, "support_level", level));
            patch.analyticsLevel().ifPresent(level -> word(write, id, "analytics_level", level));
            patch.playerKey().ifPresent(key -> word(write, id, "player_key", key));
            changed(write, id);
            write.audit(Optional.of(id), actor, "organisation.change", id.toString());
            return true;
        });
    }

    private static void word(Write write, OrganisationId id, String column, String word) {
        write.sql().sql("UPDATE organisation SET " + column + " = NULLIF(?, '') WHERE id = ?").param(word)
                .param(id.toString()).update();
    }

    private static void limit(Write write, OrganisationId id, String column, int limit) {
        write.sql().sql("UPDATE organisation SET " + column + " = NULLIF(?, 0) WHERE id = ?").param(limit)
                .param(id.toString()).update();
    }

    /**
     * Makes it, or makes it what this says; own keys that it does not name stay. False when another has its name or its
     * hash, and then nothing is done.
     */
    static boolean put(Write write, Organisation organisation) {
        String id = organisation.id().toString();
        boolean taken = write.sql()
                .sql("SELECT COUNT(*) FROM organisation WHERE id <> ? AND (name = ? OR hash = ?)").param(id)
                .param(organisation.name()).param(organisation.hash()).query(Long.class).single() > 0;
        if (taken) {
            return false;
        }
        write.sql().sql("""
            INSERT INTO organisation (id, name, hash, sessions_per_token, sessions_per_user, created)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, hash = excluded.hash,
                sessions_per_token = excluded.sessions_per_token, sessions_per_user = excluded.sessions_per_user
            """).param(id).param(organisation.name()).param(organisation.hash())
                .param(organisation.sessionsPerToken().orElse(null)).param(organisation.sessionsPerUser().orElse(null))
                .param(write.now().getEpochSecond()).update();
        organisation.ownKeys().ifPresent(keys -> TokenKeyStore.put(write, organisation.id(), keys, Optional.empty()));
        write.sql().sql("DELETE FROM organisation_package WHERE organisation = ?").param(id).update();
        for (Feature feature : organisation.features()) {
            insertPackage(write, organisation.id(), feature, PackageState.of(organisation, feature));
        }
        changed(write, organisation.id());
        return true;
    }

    private static void insertPackage(Write write, OrganisationId id, Feature feature, PackageState state) {
        write.sql().sql("INSERT INTO organisation_package (organisation, package, state) VALUES (?, ?, ?)")
                .param(id.toString()).param(feature.wireName()).param(state.wireName()).update();
    }

    /** So that of two writes at a time the later sees all of the earlier. False when there is no such organisation. */
    static boolean lock(Write write, OrganisationId id) {
        return write.sql().sql("UPDATE organisation SET name = name WHERE id = ?").param(id.toString()).update() > 0;
    }

    /** Notes for the feed what the organisation is by now. */
    static void changed(Write write, OrganisationId id) {
        find(write.sql(), id).ifPresent(
                organisation -> write.change(CatalogChange.put(new CatalogEntry.OfOrganisation(organisation))));
    }
}
