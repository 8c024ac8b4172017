package dev.playgate.edge.playlist;

import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What a player makes of a manifest: every URL that it could ask for, whichever alternative it chooses. */
final class DashClient {

    private DashClient() {
    }

    static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException("no XML: " + xml, e);
        }
    }

    /** Segment templates, inherited ones too, and {@code BaseURL}s themselves, for each representation. */
    static List<URI> urls(String manifest, URI location, String representationId) {
        List<URI> urls = new ArrayList<>();
        visit(parse(manifest), List.of(location), List.of(), representationId, urls);
        return urls;
    }

    private static void visit(Element level, List<URI> above, List<String> inherited, String id, List<URI> urls) {
        List<String> own = children(level, "BaseURL").map(Node::getTextContent).toList();
        List<URI> bases = own.isEmpty()
                ? above
                : above.stream().flatMap(base -> own.stream().map(base::resolve)).toList();
        List<String> templates = Stream.concat(inherited.stream(),
                children(level, "SegmentTemplate").map(template -> template.getAttribute("media"))).toList();
        children(level, "Location").forEach(l -> bases.forEach(base -> urls.add(base.resolve(l.getTextContent()))));
        if (level.getLocalName().equals("Representation")) {
            urls.addAll(bases);
            templates.stream().map(template -> template.replace("$RepresentationID$", id))
                    .filter(DashClient::isUrl)
                    .forEach(template -> bases.forEach(base -> urls.add(base.resolve(template))));
        }
        for (String below : List.of("Period", "AdaptationSet", "Representation")) {
            children(level, below).forEach(child -> visit(child, bases, templates, id, urls));
        }
    }

    /** Nobody asks for what is none; with a ticket in it, it has to be one. */
    private static boolean isUrl(String template) {
        return template.contains(SampleChildren.TICKET) || !template.startsWith(":");
    }

    private static Stream<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found.stream();
    }
}
