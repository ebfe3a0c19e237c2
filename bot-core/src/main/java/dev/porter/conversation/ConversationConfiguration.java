package dev.porter.conversation;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Suggestions;
import dev.porter.durable.Durable;
import dev.porter.notice.Notices;
import dev.porter.schedule.Schedule;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The engine of the conversations.
@Configuration(proxyBeanMethods = false)
public class ConversationConfiguration {
    @Bean
    Conversations conversations(ObjectProvider<Conversation<?>> all) {
        return new Conversations(() -> all.orderedStream().toList());
    }

    @Bean
    Topics topics(ObjectProvider<Topic> all) {
        return new Topics(() -> all.orderedStream().toList());
    }

    @Bean
    Suggestions suggestions(Topics topics, Audiences audiences) {
        return (person, command, text) ->
                topics.command(command)
                        .filter(found -> audiences.includes(found.audience(), person))
                        .map(found -> found.topic().suggestions(person, command, text))
                        .orElse(List.of());
    }

    @Bean
    AwaitedSecrets awaitedSecrets(OpenQuestions questions) {
        return questions::expectsSecret;
    }

    @Bean
    LateAnswers lateAnswers(Schedule schedule, ObjectProvider<Reception> reception, Clock clock) {
        return new LateAnswers(schedule, reception::getObject, clock);
    }

    @Bean
    Reception reception(
            ChatPlatforms platforms,
            Topics topics,
            Conversations conversations,
            OpenQuestions questions,
            Handled handled,
            People people,
            SpokenLanguages languages,
            Audiences audiences,
            Attendant attendant,
            LateAnswers lateAnswers,
            DropPlaces drops,
            Notices notices,
            Durable durable) {
        return new Reception(
                platforms,
                topics,
                conversations,
                questions,
                handled,
                people,
                languages,
                audiences,
                attendant,
                lateAnswers,
                drops,
                notices,
                durable);
    }
}
