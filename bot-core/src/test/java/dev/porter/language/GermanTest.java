package dev.porter.language;

import dev.porter.conversation.Dialogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The main job in German, with an administrator who reads English.
class GermanTest {
    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void somebody_comes_in_sends_a_file_and_gets_it_back() {
        var ruth = dialogue.administrator();
        var anna = dialogue.person("anna");
        anna.end().reads(Language.GERMAN);
        anna.says("/start").presses("Mein eigenes Konto anlegen").says("die Anna von nebenan");
        anna.sees("Danke! Ich habe gefragt");
        ruth.sees("Somebody asks for an account", "“die Anna von nebenan”").presses("Approve");
        anna.sees("Gute Nachricht: Du bekommst ein Konto!").presses("Meinen Benutzernamen wählen");
        anna.says(anna.userName()).sees("Jetzt ein Passwort für " + anna.userName());
        anna.types("zu einfach").sees("Großbuchstaben");
        anna.types(Dialogue.PASSWORD).presses("Mein Konto anlegen");
        anna.sees("Dein Konto „" + anna.userName() + "“ ist fertig");
        anna.sends("Brief.txt", "abc").sees("Gespeichert und geprüft", "3 Byte · Ordner");
        anna.says("/files")
                .sees("Meine Dateien", "1. Brief.txt")
                .presses("1")
                .presses("Zurückholen");
        anna.sees("Brief.txt ist zurück, Bit für Bit");
        anna.says("/verify")
                .sees("Alles ist sicher", "Du kannst das Original dieser Datei löschen");
        anna.says("/language en").says("/menu").sees("[🔒 Security]");
    }
}
