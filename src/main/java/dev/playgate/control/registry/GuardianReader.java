package dev.playgate.control.registry;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.playgate.catalog.GuardianRule;
import dev.playgate.viewer.IpRange;

/** Reads an organisation's deny and allow lists (product section 7). */
final class GuardianReader {

    private final Faults faults;

    GuardianReader(Faults faults) {
        this.faults = faults;
    }

    List<GuardianLine> read(Fields fields) {
        List<GuardianLine> lines = new ArrayList<>();
        Uniqueness ranges = new Uniqueness(faults);
        for (Fields entry : fields.sections("addresses")) {
            readAddress(entry, ranges).ifPresent(lines::add);
        }
        Uniqueness domains = new Uniqueness(faults);
        for (Fields entry : fields.sections("pages")) {
            readPages(entry, domains).ifPresent(lines::add);
        }
        fields.refuseUnread();
        return lines;
    }

    private static Optional<GuardianLine> readPages(Fields entry, Uniqueness domains) {
        Optional<GuardianLine.Hosts> hosts = entry.required("domain", GuardianLine.Hosts::parse,
                GuardianLine.Hosts.EXPECTED);
        hosts.ifPresent(value -> domains.claim(value, entry.pathOf("domain")));
        boolean denies = isDenied(entry);
        if (!denies && hosts.map(GuardianLine.Hosts::isAll).orElse(false)) {
            entry.fault("type", "must be deny where the domain is *");
        }
        Optional<String> info = entry.optional("info", Texts::line, Texts.LINE);
        entry.refuseUnread();
        return hosts.map(value -> new GuardianLine(new GuardianRule.Subject.Pages(value.pattern(), denies), info));
    }

    private static boolean isDenied(Fields entry) {
        return entry.required("type", type -> switch (type) {
            case "deny" -> Optional.of(true);
            case "allow" -> Optional.of(false);
            default -> Optional.empty();
        }, "deny or allow").orElse(true);
    }

    private static Optional<GuardianLine> readAddress(Fields entry, Uniqueness ranges) {
        Optional<IpRange> range = entry.required("ip", IpRange::parse, "an address or a CIDR range");
        entry.required("type", text -> text.equals("deny") ? Optional.of(text) : Optional.empty(), "deny");
        Optional<Instant> until = entry.optional("until", GuardianReader::instant,
                "a time such as 2030-12-31T23:59:59Z");
        Optional<String> tag = entry.optional("tag", Texts::line, Texts.LINE);
        entry.refuseUnread();
        range.ifPresent(value -> ranges.claim(value, entry.pathOf("ip")));
        return range.map(value -> new GuardianLine(new GuardianRule.Subject.Address(value, until), tag));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
