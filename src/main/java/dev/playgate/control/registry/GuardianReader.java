package dev.playgate.control.registry;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

/** Reads an organisation's deny and allow lists (product section 7). */
final class GuardianReader {

    private final Faults faults;

    GuardianReader(Faults faults) {
        this.faults = faults;
    }

    GuardianRules read(Fields fields) {
        List<DeniedAddress> addresses = new ArrayList<>();
        Uniqueness ranges = new Uniqueness(faults);
        for (Fields entry : fields.sections("addresses")) {
            readAddress(entry, ranges).ifPresent(addresses::add);
        }
        List<DomainPattern> denied = new ArrayList<>();
        List<DomainPattern> allowed = new ArrayList<>();
        boolean onlyAllowed = false;
        Uniqueness domains = new Uniqueness(faults);
        for (Fields entry : fields.sections("pages")) {
            Optional<Pages> pages = entry.required("domain", Pages::parse, "a host, *. and a host, or *");
            pages.ifPresent(value -> domains.claim(value, entry.pathOf("domain")));
            boolean denies = isDenied(entry);
            Optional<DomainPattern> pattern = pages.flatMap(Pages::pattern);
            pattern.ifPresent(denies ? denied::add : allowed::add);
            if (pages.isPresent() && pattern.isEmpty()) {
                onlyAllowed = true;
                if (!denies) {
                    entry.fault("type", "must be deny where the domain is *");
                }
            }
            entry.optional("info", Texts::line, Texts.LINE);
            entry.refuseUnread();
        }
        fields.refuseUnread();
        return new GuardianRules(addresses, denied, allowed, onlyAllowed);
    }

    private static boolean isDenied(Fields entry) {
        return entry.required("type", type -> switch (type) {
            case "deny" -> Optional.of(true);
            case "allow" -> Optional.of(false);
            default -> Optional.empty();
        }, "deny or allow").orElse(true);
    }

    private static Optional<DeniedAddress> readAddress(Fields entry, Uniqueness ranges) {
        Optional<IpRange> range = entry.required("ip", IpRange::parse, "an address or a CIDR range");
        entry.required("type", text -> text.equals("deny") ? Optional.of(text) : Optional.empty(), "deny");
        Optional<Instant> until = entry.optional("until", GuardianReader::instant,
                "a time such as 2030-12-31T23:59:59Z");
        entry.optional("tag", Texts::line, Texts.LINE);
        entry.refuseUnread();
        range.ifPresent(value -> ranges.claim(value, entry.pathOf("ip")));
        return range.map(value -> new DeniedAddress(value, until));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * What a page rule speaks of.
     *
     * @param pattern empty: {@code *}, which with {@code deny} turns the list into an allow-list
     */
    private record Pages(Optional<DomainPattern> pattern) {

        static Optional<Pages> parse(String text) {
            return text.equals("*")
                    ? Optional.of(new Pages(Optional.empty()))
                    : DomainPattern.parse(text).map(pattern -> new Pages(Optional.of(pattern)));
        }
    }
}
