package dev.porter.web;

import static org.springframework.web.servlet.function.RequestPredicates.methods;
import static org.springframework.web.servlet.function.RequestPredicates.path;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.porter.backup.Arrivals;
import dev.porter.chat.Languages;
import dev.porter.conversation.People;
import dev.porter.restore.Downloads;
import dev.porter.ticket.Tickets;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.ITemplateEngine;

/// The pages behind one-time links, where the administrator has said how they are reached. They are
/// made to be reached from outside, with and without the chat page: nothing in them depends on what
/// a request says of its host or its way.
@AutoConfiguration(
        afterName = "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("porter.public-url")
@Import(SpokenTemplates.class)
public class OneTimeConfiguration {
    private static final String LINK = Tickets.PATH + "{code:[0-9A-Za-z]{20,40}}";
    private static final Map<String, String> SHIELD =
            Shielded.with(
                    Map.of(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; script-src 'self'; img-src"
                                    + " 'self'; connect-src 'self'; form-action 'self'; base-uri"
                                    + " 'none'; frame-ancestors 'none'",
                            "Referrer-Policy",
                            "no-referrer",
                            "X-Robots-Tag",
                            "noindex, nofollow"));

    @Bean
    RouterFunction<ServerResponse> oneTimeRoutes(
            Tickets tickets,
            Downloads downloads,
            Arrivals arrivals,
            People people,
            Languages languages,
            ITemplateEngine templates) {
        var pages = new OneTimePages(tickets, downloads, arrivals, people, languages, templates);
        return route().route(looked(LINK), pages::look)
                .POST(LINK, pages::fetch)
                .PUT(LINK, pages::take)
                .route(
                        looked(Tickets.PATH + "porter.css"),
                        _ -> pages.part("web-chat/porter.css", new MediaType("text", "css")))
                .route(
                        looked(Tickets.PATH + "upload.js"),
                        _ -> pages.part("once/upload.js", new MediaType("text", "javascript")))
                .route(
                        looked(Tickets.PATH + "porter.svg"),
                        _ -> pages.part("web-chat/porter.svg", new MediaType("image", "svg+xml")))
                .route(
                        path(Tickets.PATH + "**"),
                        _ -> {
                            throw OneTimePages.gone();
                        })
                .filter((request, next) -> new Shielded(pages.answered(request, next), SHIELD))
                .build();
    }

    private static RequestPredicate looked(String pattern) {
        return methods(HttpMethod.GET, HttpMethod.HEAD).and(path(pattern));
    }
}
