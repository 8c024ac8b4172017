package dev.playgate.control.dashboard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import dev.playgate.catalog.Organisation;
import dev.playgate.control.registry.OrganisationStore;

/** Renders pages: what all of them show, and what one of them does. May block. */
final class Pages {

    private final OrganisationStore organisations;
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Pages(OrganisationStore organisations) {
        this.organisations = organisations;
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        templates.setPrefix("dashboard/pages/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(templates);
    }

    /**
     * What every page shows of its visitor.
     *
     * @param organisation name of the organisation; empty for an operator that has chosen none
     * @param secure whether it has the package of that name
     */
    private record Account(String email, String role, String organisation, boolean secure) {}

    /** @param formToken for its forms */
    String render(ServerWebExchange exchange, Optional<Visitor> visitor, String formToken, String template,
            Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("formToken", formToken);
        all.put("path", exchange.getRequest().getPath().pathWithinApplication().value());
        visitor.ifPresent(present -> {
            Optional<Organisation> organisation = present.caller().organisation().flatMap(organisations::find);
            all.put("account", new Account(present.email(), present.caller().role().wireName(),
                    organisation.map(Organisation::name).orElse(""),
                    organisation.map(Organisation::isSecure).orElse(false)));
        });
        return engine.process(template, new Context(Locale.ENGLISH, all));
    }
}
