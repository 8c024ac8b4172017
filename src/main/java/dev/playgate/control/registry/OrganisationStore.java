package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.stream.OrganisationId;

/** Organisations and their packages. */
public final class OrganisationStore {

    private static final String SHADOW = "shadow";
    private static final String ENABLED = "enabled";

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
        return sql.sql("SELECT name, hash, token_issuer, token_keys FROM organisation WHERE id = ?")
                .param(id.toString()).query((row, _) -> organisation(id, row, packages)).optional();
    }

    private static Organisation organisation(OrganisationId id, ResultSet row, Map<String, String> packages)
            throws SQLException {
        Set<Feature> features = new HashSet<>();
        packages.keySet().forEach(name -> Feature.of(name).ifPresent(features::add));
        Optional<String> issuer = Rows.text(row, "token_issuer");
        return new Organisation(id, row.getString("name"), row.getString("hash"), features,
                SHADOW.equals(packages.get(Feature.SECURE.wireName())),
                Rows.text(row, "token_keys").map(keys -> new OwnKeys(issuer, keys)));
    }

    /** Makes it, or makes it what this says. False when another has its name or its hash, and then nothing is done. */
    static boolean put(Write write, Organisation organisation) {
        String id = organisation.id().toString();
        boolean taken = write.sql()
                .sql("SELECT COUNT(*) FROM organisation WHERE id <> ? AND (name = ? OR hash = ?)").param(id)
                .param(organisation.name()).param(organisation.hash()).query(Long.class).single() > 0;
        if (taken) {
            return false;
        }
        write.sql().sql("""
            INSERT INTO organisation (id, name, hash, token_issuer, token_keys, created) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, hash = excluded.hash,
            token_issuer = excluded.token_issuer, token_keys = excluded.token_keys
            """).param(id).param(organisation.name()).param(organisation.hash())
                .param(organisation.ownKeys().flatMap(OwnKeys::issuer).orElse(null))
                .param(organisation.ownKeys().map(OwnKeys::jwkSet).orElse(null))
                .param(write.now().getEpochSecond()).update();
        write.sql().sql("DELETE FROM organisation_package WHERE organisation = ?").param(id).update();
        for (Feature feature : organisation.features()) {
            String state = feature == Feature.SECURE && organisation.shadow() ? SHADOW : ENABLED;
            write.sql().sql("INSERT INTO organisation_package (organisation, package, state) VALUES (?, ?, ?)")
                    .param(id).param(feature.wireName()).param(state).update();
        }
        write.change(CatalogChange.put(new CatalogEntry.OfOrganisation(organisation)));
        return true;
    }
}
