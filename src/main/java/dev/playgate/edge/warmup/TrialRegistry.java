package dev.playgate.edge.warmup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;
import dev.playgate.token.TicketSecrets;

/**
 * What the trial edge knows: one stream, and a key that nobody has. A token under it was made once, since to make a key
 * takes longer than all the rest; it opens nothing but that stream, and the time there is always the same.
 */
final class TrialRegistry {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final String STREAM = "Train-live1";

    static final String TOKEN = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InJlaGVhcnNhbCJ9.eyJpc3MiOiJodHRwczovL3JlaG"
            + "VhcnNhbC5pbnZhbGlkIiwiYXVkIjoic3BsYXkiLCJzdWIiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJqdGki"
            + "OiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDIiLCJpYXQiOjE3NjcyMjIwMDAsIm5iZiI6MTc2NzIyMjAwMCwiZXhwIj"
            + "oxNzY3MjI5MjAwLCJzdHJlYW1zIjpbIlRyYWluLWxpdmUxIl19.AzB1SdwWhMm-9htvii4IQL4B1L-lAMLulsfMBq8a717xX27X2kGgF-5"
            + "X5ipVEiPhPr0ucR1Ue8o10JqNDPLu5zs8F2oQUlRro7Yzi5XhiU-C_mSC_P4fOXY27DNe7xo37SCTTJwbE4VgG_g3vzXN7laoLFFADK19T"
            + "l3Cn6A2VbgMxklHhc2R3TVU8_OT98flLe8PYwkDKiC8eLUWmZRK19IvQdrb-N8lC_mnnvoD9Y14SXVN3legDR40R9NXnjQknQr2Nv7tE0P"
            + "y6VVV_egL2bibFmDU0sj5o71cCbDGd1jjKP14EE0BfzWC-8E7wNL-eX78zPulW40LVWbZBakM7w";

    private static final String ISSUER = "https://rehearsal.invalid";
    private static final String KEYS = """
        {"keys": [{"kid": "rehearsal", "kty": "RSA", "e": "AQAB", "n": "j3cCn_RMSTZpZiMn-sfAQjgucKGZlXCac8h5d5nr72G-AdNDz-z\
        QSa8oUxF3D5oWkKrNDCoSpB709Q3orNZij7w6D4nnDDeoTmBwbhsTfKroqeYwIAijyLWvIO9MpoC8uEEKpQzvgTFz96bWBO00Cyvyq_tGIjxFevviE-\
        J3u6wFRvwVrOX0cNZd75lGNxAGAgiG8GsG947R6xH_9cQ_UAdfFY5GT05WjOYhFDLcmz5V_ML_Sg9LfhKiHXLJPMTlXnQBtRai08I2vKApt6n7RsCey\
        FMRNND4fkrFQrcW2DXL9nt0yxVZWO8p9kTNriOuywngbmg7IhgPcWZ1EGO-Aw"}]}""";
    private static final String SECRET = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final OrganisationId ORGANISATION = OrganisationId.of("00000000-0000-4000-8000-000000000001");
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000002");

    private TrialRegistry() {
    }

    static Optional<CatalogSnapshot> catalog() {
        CatalogEditor editor = CatalogSnapshot.empty(CLOCK.instant()).edit();
        List<CatalogEntry> entries = List.of(
                new CatalogEntry.OfOrganisation(
                        new Organisation(ORGANISATION, "Trial", "Train", Set.of(Feature.SECURE))),
                new CatalogEntry.OfStream(new Stream(ID, new StreamName(STREAM), new GroupId(ID), ORGANISATION,
                        StreamState.LIVE)));
        entries.forEach(entry -> editor.apply(new CatalogChange(entry.key(), Optional.of(entry))));
        return Optional.of(editor.build(1, CLOCK.instant()));
    }

    static KeyRing keys() {
        KeyRing ring = new KeyRing();
        try {
            ring.replacePlatformKeys(KeySource.FILE, new IssuerKeys(ISSUER, JwkSets.parse(KEYS)));
        } catch (KeyMaterialException e) {
            throw new IllegalStateException(e);
        }
        return ring;
    }

    static TicketSecrets secrets() {
        try {
            return TicketSecrets.parse(SECRET);
        } catch (KeyMaterialException e) {
            throw new IllegalStateException(e);
        }
    }
}
