package dev.playgate.edge;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.context.ApplicationContext;

/** A further listener of an application, on which viewers speak HTTP/2. */
public final class Http2Listener {

    private Http2Listener() {
    }

    /** With which the application is started. */
    public static List<String> settings() {
        return Stream.concat(Stream.of("--playgate.connections.http2=true", "--playgate.listeners[0].port=0",
                "--playgate.listeners[0].tls=viewers"), ServedCertificate.settings().stream()).toList();
    }

    /** Where it listens. */
    public static int port(ApplicationContext application) {
        return application.getBean(Listeners.class).ports().getFirst();
    }
}
