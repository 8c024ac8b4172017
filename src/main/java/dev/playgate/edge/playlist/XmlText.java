package dev.playgate.edge.playlist;

/**
 * XML 1.0 as text: tags, and characters as every reader takes them back. A tag without content is written as empty.
 */
final class XmlText {

    private final StringBuilder out = new StringBuilder();
    private boolean tagOpen;

    void declaration() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    void openTag(String name) {
        closeTag();
        out.append('<').append(name);
        tagOpen = true;
    }

    void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escaped(value, true);
        out.append('"');
    }

    void text(String text) {
        closeTag();
        escaped(text, false);
    }

    void endTag(String name) {
        if (tagOpen) {
            out.append("/>");
            tagOpen = false;
        } else {
            out.append("</").append(name).append('>');
        }
    }

    /** A whole element that was written apart. */
    void element(XmlText element) {
        closeTag();
        out.append(element.out);
    }

    /** What has been written since the last time. */
    String take() {
        String taken = out.toString();
        out.setLength(0);
        return taken;
    }

    private void closeTag() {
        if (tagOpen) {
            out.append('>');
            tagOpen = false;
        }
    }

    private void escaped(String text, boolean inAttribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"', '\t', '\n' -> {
                    if (inAttribute) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                default -> out.append(c);
            }
        }
    }
}
