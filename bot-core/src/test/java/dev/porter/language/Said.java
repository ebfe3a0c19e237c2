package dev.porter.language;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the sources of a module say to people: the English texts inside [Language#tr] and
/// [Saying#sentence], and what looks like a sentence to people but stands outside it.
///
/// @param texts each with the places where it is said
/// @param outside the places, with the text, of what nobody could translate
public record Said(Map<String, List<String>> texts, List<String> outside) {
    private static final Pattern CONVERSION =
            Pattern.compile("%(?:([0-9]+)\\$)?[-#+ 0,(]*[0-9.]*([a-zA-Z%])");

    /// What looks like words for people, and is no statement for a database.
    private static final Pattern WORDS =
            Pattern.compile(
                    "^(?!\\s*[;(]?[A-Z_]{4,}\\b).*?"
                            + "(\\p{L}{2,}[^\\n]* [\\p{L}“]|(?<!\\p{L})\\p{Lu}\\p{Ll}+ ?$|… ?$)",
                    Pattern.DOTALL);

    private static final Set<String> SAYING = Set.of("tr", "sentence");

    /// Calls whose literals nobody reads in a chat.
    private static final Set<String> UNHEARD =
            Set.of(
                    "trace",
                    "debug",
                    "info",
                    "warn",
                    "error",
                    "sql",
                    "compile",
                    "matches",
                    "replace",
                    "replaceAll",
                    "split",
                    "ofPattern",
                    "ofVirtual",
                    "name",
                    "getLogger",
                    "fetchAll",
                    "header",
                    "addUnsafeNonAscii",
                    "refused",
                    "stop");

    /// Descriptions of commands, by the class and where they stand in its constructor.
    private static final Map<String, Integer> DESCRIPTIONS =
            Map.of(
                    "BotCommand",
                    2,
                    "Word",
                    1,
                    "Takes.Text",
                    1,
                    "BotCommand.Word",
                    1,
                    "BotCommand.Takes.Text",
                    1);

    /// Reads all sources below a folder.
    public static Said in(Path sources) {
        var said = new Said(new TreeMap<>(), new ArrayList<>());
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            var java = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    _ -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(java));
            var positions = Trees.instance(task).getSourcePositions();
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            var makers = makersOfExceptions(units);
            for (var unit : units) {
                said.new Reader(unit, positions, makers).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return said;
    }

    /// The methods that make an exception: a text goes to operators through them as through its
    /// constructor.
    private static Set<String> makersOfExceptions(List<CompilationUnitTree> units) {
        var makers = new HashSet<String>();
        var finder =
                new TreePathScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                        if (String.valueOf(method.getReturnType()).endsWith("Exception")) {
                            makers.add(method.getName().toString());
                        }
                        return super.visitMethod(method, null);
                    }
                };
        units.forEach(unit -> finder.scan(unit, null));
        return makers;
    }

    /// The values that a text wants, by their places, such as "1$s 2$d".
    public static String values(String text) {
        var wanted = new TreeMap<Integer, String>();
        var conversions = CONVERSION.matcher(text);
        for (var next = 1; conversions.find(); ) {
            var kind = conversions.group(2);
            if (!kind.equals("%")) {
                var place = conversions.group(1);
                wanted.put(place == null ? next++ : Integer.parseInt(place), kind);
            }
        }
        return wanted.toString();
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Set<String> makersOfExceptions;
        private final Map<String, ExpressionTree> constants = new HashMap<>();

        Reader(
                CompilationUnitTree unit,
                SourcePositions positions,
                Set<String> makersOfExceptions) {
            this.unit = unit;
            this.positions = positions;
            this.makersOfExceptions = makersOfExceptions;
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitVariable(VariableTree variable, @Nullable Void nothing) {
                    if (variable.getInitializer() != null
                            && variable.getModifiers().getFlags().toString().contains("final")) {
                        constants.put(variable.getName().toString(), variable.getInitializer());
                    }
                    return super.visitVariable(variable, null);
                }
            }.scan(unit, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree call, @Nullable Void nothing) {
            var arguments = call.getArguments();
            if (!SAYING.contains(name(call.getMethodSelect())) || arguments.isEmpty()) {
                return super.visitMethodInvocation(call, null);
            }
            var texts = new ArrayList<String>();
            if (!collect(arguments.getFirst(), texts)) {
                outside.add(place(call) + " said and no literal: " + arguments.getFirst());
            }
            for (var text : texts) {
                Said.this.texts.computeIfAbsent(text, _ -> new ArrayList<>()).add(place(call));
                var wanted = values(text);
                var given = arguments.size() - 1;
                if (given == 0
                        ? text.contains("%") && !wanted.equals("{}")
                        : count(wanted) != given) {
                    outside.add(place(call) + " " + given + " values for: " + text);
                }
            }
            scan(arguments.subList(1, arguments.size()), null);
            return null;
        }

        private static int count(String wanted) {
            return wanted.equals("{}") ? 0 : wanted.split(",").length;
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            var at = DESCRIPTIONS.get(made.getIdentifier().toString());
            if (at != null && at < made.getArguments().size()) {
                var texts = new ArrayList<String>();
                collect(made.getArguments().get(at), texts);
                texts.forEach(text ->
                        Said.this
                                .texts
                                .computeIfAbsent(text, _ -> new ArrayList<>())
                                .add(place(made)));
            }
            return super.visitNewClass(made, null);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text
                    && WORDS.matcher(text).find()
                    && !text.contains("{}")
                    && isHeard(getCurrentPath())) {
                outside.add(place(literal) + " " + text);
            }
            return null;
        }

        private boolean isHeard(TreePath path) {
            for (var at = path; at != null; at = at.getParentPath()) {
                var tree = at.getLeaf();
                if (isUnheard(tree)) {
                    return false;
                }
                if (tree instanceof ExpressionStatementTree || tree instanceof MethodTree) {
                    return true;
                }
            }
            return true;
        }

        private boolean isUnheard(Tree tree) {
            return switch (tree) {
                case MethodInvocationTree call -> {
                    var name = name(call.getMethodSelect());
                    yield UNHEARD.contains(name) || makersOfExceptions.contains(name);
                }
                case NewClassTree made -> {
                    var type = made.getIdentifier().toString();
                    yield type.endsWith("Exception") || DESCRIPTIONS.containsKey(type);
                }
                case VariableTree constant -> isSaidElsewhere(constant.getName().toString());
                default -> false;
            };
        }

        /// Whether a constant is said by its name, inside `tr`, or nothing for people.
        private boolean isSaidElsewhere(String constant) {
            return constants.containsKey(constant) && unit.toString().contains("tr(" + constant);
        }

        /// Collects what an expression can be; false when it can be something that is no literal.
        private boolean collect(Tree tree, List<String> texts) {
            return switch (tree) {
                case ParenthesizedTree inner -> collect(inner.getExpression(), texts);
                case ConditionalExpressionTree either -> {
                    var first = collect(either.getTrueExpression(), texts);
                    yield collect(either.getFalseExpression(), texts) && first;
                }
                case SwitchExpressionTree cases ->
                        cases.getCases().stream()
                                .map(one -> collect(one, texts))
                                .reduce(true, Boolean::logicalAnd);
                case CaseTree one -> one.getBody() == null || collect(one.getBody(), texts);
                case YieldTree yield -> collect(yield.getValue(), texts);
                case Tree other -> literal(other).map(texts::add).orElse(false);
            };
        }

        private Optional<String> literal(Tree tree) {
            return switch (tree) {
                case ParenthesizedTree inner -> literal(inner.getExpression());
                case LiteralTree literal when literal.getValue() instanceof String text ->
                        Optional.of(text);
                case BinaryTree sum when sum.getKind() == Kind.PLUS ->
                        literal(sum.getLeftOperand())
                                .flatMap(left -> literal(sum.getRightOperand()).map(left::concat));
                case IdentifierTree constant
                        when constants.containsKey(constant.getName().toString()) ->
                        literal(constants.get(constant.getName().toString()));
                case Tree _ -> Optional.empty();
            };
        }

        private String place(Tree tree) {
            var file = unit.getSourceFile().getName();
            var line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
        }

        private static String name(ExpressionTree select) {
            return select instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : select.toString();
        }
    }

    /// Shows what stands outside in some folders, and what is said there, for whoever translates.
    public static void main(String... folders) {
        for (var folder : folders) {
            var said = in(Path.of(folder));
            Stream.concat(
                            said.outside().stream().map(one -> "OUTSIDE " + one),
                            said.texts().entrySet().stream().map(one -> "SAID " + one.getKey()))
                    .forEach(IO::println);
        }
    }
}
