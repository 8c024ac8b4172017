package dev.playgate.edge.authorize;

import org.springframework.beans.factory.BeanFactory;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** Where other proxies ask a process that a test runs. */
public final class AuthorizePorts {

    private AuthorizePorts() {
    }

    /** Its own port. */
    public static int of(BeanFactory application) {
        return application.getBean(AuthorizeServer.class).port();
    }

    /** Another port of it, whose connections are all served by these event loops. */
    public static DisposableServer on(LoopResources loops, BeanFactory application) {
        return application.getBean(AuthorizeServer.class)
                .installedIn(HttpServer.create().host("127.0.0.1").port(0).runOn(loops)).bindNow();
    }
}
