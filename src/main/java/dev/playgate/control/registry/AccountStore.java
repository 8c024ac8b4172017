package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.stream.OrganisationId;

/** People: organisations' users and operators, and their sessions. */
public final class AccountStore {

    private final Database database;

    public AccountStore(Database database) {
        this.database = database;
    }

    /**
     * A person.
     *
     * @param role wire name of the role
     * @param organisation empty: an operator of the whole installation
     */
    public record Account(UUID id, String email, String role, Optional<OrganisationId> organisation) {}

    /** Whose session the bintu token is; empty for one that is none, or has ended. */
    public Optional<Account> bySession(String bintuToken, Instant now) {
        return database.read(sql -> sql.sql("""
            SELECT account.id, email, role, organisation FROM account_session
            JOIN account ON account.id = account_session.account
            WHERE sha256 = ? AND expires > ?
            """).param(ApiKeyHash.of(bintuToken).hex()).param(now.getEpochSecond())
                .query((row, _) -> account(row)).optional());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(UUID.fromString(row.getString("id")), row.getString("email"), row.getString("role"),
                Rows.text(row, "organisation").map(OrganisationId::of));
    }
}
