package dev.playgate.edge.playlist;

import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

/**
 * Rewrites manifests of DASH (ISO/IEC 23009-1), patches of them, and elements that are loaded one by one. What is
 * delivered is the same XML but for the references and {@code BaseURL}s that {@link DashLevel} decides on: prefixes,
 * attributes and text stay; comments and processing instructions are left out, and sections of characters become text.
 *
 * <p>Nothing is read beside what is fed, and no entity is taken but the five of XML itself: a document type is a fault.
 */
final class DashRewriter implements PlaylistRewriter {

    private static final int SLICE = 4096;

    private final AsyncXMLStreamReader<AsyncByteArrayFeeder> xml = new InputFactoryImpl().createAsyncForByteArray();
    private final DashDocument document;
    private int begun;

    DashRewriter(Optional<ChildReferences> children) {
        this.document = new DashDocument(children);
    }

    @Override
    public PlaylistRewrite feed(byte[] bytes) {
        return attempted(() -> {
            for (int at = 0; at < bytes.length; at += SLICE) {
                int length = Math.min(SLICE, bytes.length - at);
                xml.getInputFeeder().feedInput(bytes, at, length);
                begun += length;
                read();
                if (begun > MAX_PIECE) {
                    throw new PlaylistFaultException(Fault.TOO_LONG_A_PIECE);
                }
            }
        });
    }

    @Override
    public PlaylistRewrite finish() {
        return attempted(() -> {
            xml.getInputFeeder().endOfInput();
            if (!read()) {
                throw new PlaylistFaultException(Fault.NOT_XML);
            }
        });
    }

    private interface Reading {

        void run() throws XMLStreamException;
    }

    /** The parser reads what it calls lazy without checked exceptions. */
    private PlaylistRewrite attempted(Reading reading) {
        try {
            reading.run();
            return new Rewritten(document.take());
        } catch (XMLStreamException | UncheckedStreamException e) {
            return new NotAPlaylist(Fault.NOT_XML);
        } catch (PlaylistFaultException e) {
            return new NotAPlaylist(e.fault());
        }
    }

    /** Takes all that is complete; returns whether that is the whole document. */
    private boolean read() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            switch (event) {
                case AsyncXMLStreamReader.EVENT_INCOMPLETE -> {
                    return false;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return true;
                }
                case XMLStreamConstants.START_DOCUMENT -> declaration();
                case XMLStreamConstants.START_ELEMENT -> document.open(xml);
                case XMLStreamConstants.END_ELEMENT -> document.close();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    document.text(xml.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    // says nothing to players
                }
                case XMLStreamConstants.DTD -> throw new PlaylistFaultException(Fault.DOCUMENT_TYPE);
                default -> throw new PlaylistFaultException(Fault.NOT_XML);
            }
            begun = 0;
        }
    }

    private void declaration() {
        String version = xml.getVersion();
        String encoding = xml.getCharacterEncodingScheme();
        if ((version != null && !version.equals("1.0")) || (encoding != null && !encoding.equalsIgnoreCase("UTF-8"))) {
            throw new PlaylistFaultException(Fault.NOT_XML);
        }
        if (version != null) {
            document.declare();
        }
    }
}
