package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.policy.PolicySettings;
import dev.playgate.token.AdmittedKey;
import dev.playgate.token.SigningKeys;

/**
 * What somebody should look at before viewers notice it, in words: as far as this process knows it.
 *
 * @param keys that this installation issues under
 */
public record Warnings(Catalog catalog, PolicySettings settings, Supplier<SigningKeys> keys) {

    List<String> of(Organisation organisation, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (organisation.isSecure() && organisation.shadow()) {
            warnings.add("Shadow mode is on: who has no good token plays all the same. Ask the operator of this"
                    + " installation to enable the package secure when nobody is left who would be refused.");
        }
        stale(catalog.current(), now).ifPresent(warnings::add);
        leaving(keys.get()).forEach(kid -> warnings.add("The key " + kid + " of this installation only verifies any"
                + " more and is about to be removed. Tokens that were created under it are refused from then on:"
                + " create new ones in time."));
        return List.copyOf(warnings);
    }

    private Optional<String> stale(Optional<CatalogSnapshot> snapshot, Instant now) {
        if (snapshot.isPresent() && !now.isAfter(snapshot.get().asOf().plus(settings.maximumStaleness()))) {
            return Optional.empty();
        }
        return Optional.of("The catalog of this process is stale: no new session is opened here until the registry can"
                + " be read again. Ask who runs this installation to look at its database.");
    }

    /** A rotation puts a new key before the one that it takes out later; those of other algorithms are at home there. */
    private static List<String> leaving(SigningKeys keys) {
        AdmittedKey issuing = keys.issuing().publicHalf();
        return keys.publicHalves().stream()
                .filter(key -> key.algorithm() == issuing.algorithm() && !key.equals(issuing))
                .map(AdmittedKey::kid).toList();
    }
}
