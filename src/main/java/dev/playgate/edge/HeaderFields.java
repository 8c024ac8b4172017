package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaders;

/** The header fields of an answer on its way, whoever keeps them. Names are in lower case, and compare without it. */
public interface HeaderFields {

    /** The values of all field lines of the name, in order. */
    List<String> all(String name);

    /** Instead of all field lines of the name. */
    void set(String name, String value);

    /** All field lines of the name. */
    void remove(String name);

    default Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Netty's. */
    record OfNetty(HttpHeaders headers) implements HeaderFields {

        @Override
        public List<String> all(String name) {
            return headers.getAll(name);
        }

        @Override
        public Optional<String> first(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public void set(String name, String value) {
            headers.set(name, value);
        }

        @Override
        public void remove(String name) {
            headers.remove(name);
        }
    }

    /** Spring's. */
    record OfSpring(org.springframework.http.HttpHeaders headers) implements HeaderFields {

        @Override
        public List<String> all(String name) {
            return headers.getOrEmpty(name);
        }

        @Override
        public void set(String name, String value) {
            headers.set(name, value);
        }

        @Override
        public void remove(String name) {
            headers.remove(name);
        }
    }
}
