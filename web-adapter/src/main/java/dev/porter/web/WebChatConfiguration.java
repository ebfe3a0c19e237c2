package dev.porter.web;

import static dev.porter.language.Language.tr;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.porter.chat.Inbox;
import dev.porter.chat.Languages;
import dev.porter.settings.PorterSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.ITemplateEngine;

/// The chat page, where it is wanted: [WebChatWanted] looks at what all others have brought.
/// [WebChat] does not need the [Inbox]; what takes requests does.
@AutoConfiguration(
        afterName = "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(WebChatWanted.class)
@EnableConfigurationProperties(PorterSettings.class)
@Import(SpokenTemplates.class)
public class WebChatConfiguration {
    private static final Duration FLEETING = Duration.ofMinutes(1);

    @Bean
    People webChatPeople(PorterSettings settings) throws IOException {
        return new People(settings.data().resolve("web-chat"));
    }

    @Bean
    IncomingFiles webChatIncomingFiles(PorterSettings settings) throws IOException {
        return new IncomingFiles(Shelf.in(settings.data().resolve("web-chat").resolve("in")));
    }

    @Bean
    OutgoingFiles webChatOutgoingFiles(PorterSettings settings) throws IOException {
        return new OutgoingFiles(Shelf.in(settings.data().resolve("web-chat").resolve("out")));
    }

    @Bean
    WebChat webChat(
            People people,
            IncomingFiles incoming,
            OutgoingFiles outgoing,
            Environment environment,
            ObjectProvider<Clock> clock) {
        return new WebChat(
                people,
                incoming,
                outgoing,
                () -> environment.getRequiredProperty("local.server.port"),
                clock(clock),
                FLEETING);
    }

    @Bean
    Listeners webChatListeners(People people) {
        return new Listeners(people);
    }

    @Bean
    RouterFunction<ServerResponse> webChatRoutes(
            People people,
            IncomingFiles incoming,
            OutgoingFiles outgoing,
            Listeners listeners,
            Inbox inbox,
            Languages languages,
            ITemplateEngine templates,
            ObjectProvider<Clock> clock) {
        var uploads = new Uploads(incoming);
        var doorstep = new Doorstep(people, incoming, inbox, clock(clock));
        var rendering = new Rendering(templates, outgoing, clock(clock).getZone());
        var spoken = new PageLanguages(people, languages);
        var page = new ChatPage(people, doorstep, uploads, rendering);
        var api = new PersonApi(people, doorstep, uploads, outgoing, listeners);
        var stream = new ChatStream(people, api, spoken, rendering, listeners);
        return route().GET("/", page::door)
                .POST("/people", page::add)
                .GET("/chat/{person}", page::chat)
                .GET("/chat/{person}/stream", stream::html)
                .POST("/chat/{person}/messages", page::says)
                .POST("/chat/{person}/presses", page::presses)
                .POST("/chat/{person}/answers", page::fillsIn)
                .POST("/chat/{person}/files", page::hands)
                .GET("/api/people", api::list)
                .POST("/api/people", api::add)
                .GET("/api/people/{person}/messages", api::messages)
                .POST("/api/people/{person}/messages", api::says)
                .POST("/api/people/{person}/presses", api::presses)
                .POST("/api/people/{person}/answers", api::fillsIn)
                .POST("/api/people/{person}/files", api::hands)
                .PUT("/api/people/{person}/files", api::hands)
                .GET("/api/people/{person}/files/{file}", api::file)
                .GET("/api/people/{person}/events", stream::json)
                .route(
                        request -> request.path().matches("/(chat|api/people)(/.*)?"),
                        _ -> {
                            throw Refusal.notThere(tr("There is nothing at this address."));
                        })
                .filter(new Gate(spoken, rendering))
                .build();
    }

    private static Clock clock(ObjectProvider<Clock> clock) {
        return clock.getIfAvailable(Clock::systemDefaultZone);
    }
}
