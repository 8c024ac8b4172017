package dev.playgate.edge.playlist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLStreamReader;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;

/** Writes a manifest anew, element by element, as it is read. */
final class DashDocument {

    private static final Set<String> ROOTS = Set.of("MPD", "Patch", "Period", "AdaptationSet", "SegmentList",
            "EventStream");
    private static final Set<String> BEFORE_LOCATION = Set.of("ProgramInformation", "BaseURL");
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 256;
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String TIME_BY_HTTP = "urn:mpeg:dash:utc:http-";

    private final Optional<ChildReferences> children;
    private final XmlText out = new XmlText();
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<Held> held = Optional.empty();
    private boolean patch;
    /** Of a manifest that is asked for again and has not said yet where; empty otherwise. */
    private Optional<String> self = Optional.empty();
    private String prefix = "";
    private int references;

    /** An element whose end has not come. */
    private record Open(String qualifiedName, DashLevel level) {}

    /** An element whose text is a reference: it is written when the text is whole. */
    private record Held(DashReferences kind, XmlText tag, StringBuilder text) {}

    DashDocument(Optional<ChildReferences> children) {
        this.children = children;
    }

    void declare() {
        out.declaration();
    }

    void open(XMLStreamReader xml) {
        if (held.isPresent()) {
            throw new PlaylistFaultException(Fault.MIXED_REFERENCE);
        }
        if (open.size() == MAX_DEPTH || xml.getAttributeCount() + xml.getNamespaceCount() > MAX_ATTRIBUTES) {
            throw new PlaylistFaultException(Fault.TOO_COMPLEX);
        }
        String name = xml.getLocalName();
        if (open.size() == 1) {
            locate(name);
        }
        DashLevel level = open.isEmpty() ? root(xml) : open.element().level().opened(name);
        DashReferences kind = patch && open.size() == 1
                ? PatchOperation.kind(name, xml.getAttributeValue(null, "sel"), xml.getAttributeValue(null, "type"),
                        xml.getAttributeValue(null, "pos"))
                : DashReferences.inTextOf(name);
        Open element = new Open(qualified(xml.getPrefix(), name), level);
        open.push(element);
        if (kind == DashReferences.NONE) {
            tag(out, xml, element);
        } else {
            XmlText tag = new XmlText();
            tag(tag, xml, element);
            held = Optional.of(new Held(kind, tag, new StringBuilder()));
        }
    }

    void text(String text) {
        if (held.isEmpty()) {
            out.text(text);
            return;
        }
        StringBuilder whole = held.get().text().append(text);
        if (whole.length() > PlaylistRewriter.MAX_PIECE) {
            throw new PlaylistFaultException(Fault.TOO_LONG_A_PIECE);
        }
    }

    void close() {
        Open closed = open.pop();
        if (held.isPresent()) {
            release(held.get(), closed);
            held = Optional.empty();
        } else {
            out.endTag(closed.qualifiedName());
        }
        if (!open.isEmpty()) {
            open.element().level().closed(closed.level());
        }
    }

    String take() {
        return out.take();
    }

    private DashLevel root(XMLStreamReader xml) {
        String name = xml.getLocalName();
        if (!ROOTS.contains(name)) {
            throw new PlaylistFaultException(Fault.NO_MANIFEST);
        }
        patch = name.equals("Patch");
        if (name.equals("MPD") && "dynamic".equals(xml.getAttributeValue(null, "type"))) {
            self = children.map(ChildReferences::self);
            prefix = xml.getPrefix();
        }
        return DashLevel.root(name, !name.equals("MPD"), children);
    }

    /**
     * A player asks for a live manifest again by the URL that it began with, where the token stands, unless a
     * {@code Location} says otherwise: the session would end with the token's {@code exp} (product section 3). So a manifest
     * without one is given one, where the schema has its place.
     */
    private void locate(String next) {
        if (self.isEmpty() || BEFORE_LOCATION.contains(next)) {
            return;
        }
        if (!next.equals("Location")) {
            open.element().level().ours(DashReferences.DOCUMENT, self.get()).ifPresent(location -> {
                String name = qualified(prefix, "Location");
                out.openTag(name);
                out.text(location);
                out.endTag(name);
            });
        }
        self = Optional.empty();
    }

    private void release(Held element, Open closed) {
        String text = trimmed(element.text());
        Optional<String> written = switch (element.kind()) {
            // What a patch replaces stands at a level that it alone knows.
            case BASE -> (patch && open.size() == 1 ? closed : open.element()).level().base(text);
            case MIXED -> {
                if (!text.isEmpty()) {
                    throw new PlaylistFaultException(Fault.MIXED_REFERENCE);
                }
                yield Optional.of(text);
            }
            default -> Optional.of(replaced(element.kind(), text, closed.level()));
        };
        written.ifPresent(reference -> {
            if (!reference.isEmpty()) {
                element.tag().text(reference);
            }
            element.tag().endTag(closed.qualifiedName());
            out.element(element.tag());
        });
    }

    private void tag(XmlText to, XMLStreamReader xml, Open element) {
        to.openTag(element.qualifiedName());
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            String uri = xml.getNamespaceURI(i);
            to.attribute(prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri == null ? "" : uri);
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = qualified(xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
            to.attribute(name, replaced(kind(xml, i), xml.getAttributeValue(i), element.level()));
        }
    }

    private static DashReferences kind(XMLStreamReader xml, int attribute) {
        String element = xml.getLocalName();
        String name = xml.getAttributeLocalName(attribute);
        String prefix = xml.getAttributePrefix(attribute);
        if (prefix != null && !prefix.isEmpty()) {
            return name.equals("href") && XLINK.equals(xml.getAttributeNamespace(attribute))
                    ? DashReferences.DOCUMENT
                    : DashReferences.NONE;
        }
        String scheme = xml.getAttributeValue(null, "schemeIdUri");
        boolean clock = element.equals("UTCTiming") && name.equals("value") && scheme != null
                && scheme.startsWith(TIME_BY_HTTP);
        return clock ? DashReferences.DOCUMENT : DashReferences.inAttribute(element, name);
    }

    private String replaced(DashReferences kind, String value, DashLevel level) {
        return switch (kind) {
            case NONE, BASE, MIXED -> value;
            case LIFTED_QUERY -> "false";
            case SEGMENT, TEMPLATE, DOCUMENT, PATCHES -> {
                Optional<String> ours = level.ours(kind, value);
                if (ours.isPresent() && ++references > PlaylistRewriter.MAX_REFERENCES) {
                    throw new PlaylistFaultException(Fault.TOO_MANY_REFERENCES);
                }
                yield ours.orElse(value);
            }
        };
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** Without the white space of XML around it. */
    private static String trimmed(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.subSequence(start, end).toString();
    }
}
