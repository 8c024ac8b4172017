package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a registry file's text into a {@link Registry}, or names all that is wrong with it. */
final class RegistryReader {

    private final SampleKeys sampleKeys;

    RegistryReader(SampleKeys sampleKeys) {
        this.sampleKeys = sampleKeys;
    }

    /** Throws {@link InvalidRegistryException} with every fault. */
    Registry read(String text) {
        Faults faults = new Faults();
        OrganisationReader reader = new OrganisationReader(faults, sampleKeys);
        List<RegisteredOrganisation> organisations = new ArrayList<>();
        Optional<Fields> file = Fields.of("", YamlDocument.parse(text), faults);
        file.ifPresent(fields -> {
            for (Fields organisation : fields.requiredSections("organisations")) {
                reader.read(organisation).ifPresent(organisations::add);
            }
            fields.refuseUnread();
        });
        if (!faults.isEmpty()) {
            throw new InvalidRegistryException(faults.toList());
        }
        return new Registry(organisations);
    }
}
