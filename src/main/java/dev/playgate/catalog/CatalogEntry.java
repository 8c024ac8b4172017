package dev.playgate.catalog;

import java.time.Instant;

import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;

/** One thing that an edge must know. */
public sealed interface CatalogEntry {

    EntryKey key();

    record OfPlatformKeys(PlatformKeys keys) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.PLATFORM_KEYS;
        }
    }

    record OfOrganisation(Organisation organisation) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.organisation(organisation.id());
        }
    }

    record OfStream(Stream stream) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.stream(stream.name());
        }
    }

    /**
     * One token is revoked, by {@code jti} and organisation (security A7).
     *
     * @param until when neither the token nor a session of it can be alive any more
     */
    record OfRevocation(OrganisationId organisation, String jti, Instant until) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.revocation(organisation, jti);
        }
    }

    record OfRevocationRule(RevocationRule rule) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.revocationRule(rule.organisation(), rule.id());
        }
    }

    record OfGuardianRule(GuardianRule rule) implements CatalogEntry {
        @Override
        public EntryKey key() {
            return EntryKey.guardianRule(rule.organisation(), rule.id());
        }
    }
}
