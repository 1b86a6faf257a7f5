package dev.triptych.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.triptych.code.CodeUnit.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** One small file for each language: what is a unit in it, under which name, with which words. */
class TreeUnitsTest {

    private static ParsedFile parse(String language, String source) {
        ParsedFile file = SourceUnits.parse(language, source);
        assertThat(file.problem()).isEmpty();
        assertThat(file.parsed()).isTrue();
        assertThat(file.units()).allMatch(u -> u.language().equals(language));
        return file;
    }

    /** The units of a file by their qualified names. */
    private record Named(Map<String, CodeUnit> units) {
        CodeUnit get(String name) {
            return Objects.requireNonNull(units.get(name), name);
        }
    }

    private static Named byName(ParsedFile file) {
        return new Named(file.units().stream()
                .filter(u -> u.kind() != Kind.CHUNK)
                .collect(Collectors.toMap(CodeUnit::qualifiedName, Function.identity())));
    }

    private static void hasUnits(ParsedFile file, Tuple... kindsAndNames) {
        assertThat(file.units())
                .filteredOn(u -> u.kind() != Kind.CHUNK)
                .extracting(CodeUnit::kind, CodeUnit::qualifiedName)
                .containsExactly(kindsAndNames);
    }

    @Test
    void pythonHasClassesMethodsFunctionsAndConstantsWithAComment() {
        ParsedFile file = parse(
                "python",
                """
                import json

                #: How long to wait.
                TIMEOUT = 10

                @cached(size=1)
                def load_config(path: str, *, deep=False) -> dict:
                    \"""Loads the configuration from a file.

                    Args:
                        path: where it is
                    \"""
                    with open(path) as f:
                        return json.load(f)

                class Uploader(Base, metaclass=Meta):
                    '''Uploads files.'''
                    retries = 3

                    def __init__(self, client):
                        self.client = client

                    @property
                    async def retry_upload(self, file):
                        # once more
                        def inner(): pass
                        return await self.client.send(file, Retry(3))

                    class Part:
                        def run(self): pass

                if __name__ == "__main__":
                    Uploader(None).retry_upload("thing to upload")
                """);

        hasUnits(
                file,
                tuple(Kind.FIELD, "TIMEOUT"),
                tuple(Kind.FUNCTION, "load_config"),
                tuple(Kind.CLASS, "Uploader"),
                tuple(Kind.CONSTRUCTOR, "Uploader.__init__"),
                tuple(Kind.METHOD, "Uploader.retry_upload"),
                tuple(Kind.CLASS, "Uploader.Part"),
                tuple(Kind.METHOD, "Uploader.Part.run"));
        CodeUnit load = byName(file).get("load_config");
        assertThat(load.doc()).isEqualTo("Loads the configuration from a file.");
        assertThat(load.signature()).isEqualTo("def load_config(path: str, *, deep=False) -> dict");
        assertThat(load.annotations()).containsExactly("cached");
        assertThat(load.calls()).containsExactly("open", "load");
        assertThat(load.source())
                .startsWith("@cached")
                .contains("return json.load(f)")
                .doesNotContain("Loads");
        assertThat(load.firstLine()).isEqualTo(6);
        assertThat(load.lastLine()).isEqualTo(14);
        CodeUnit retry = byName(file).get("Uploader.retry_upload");
        assertThat(retry.signature()).isEqualTo("async def retry_upload(self, file)");
        assertThat(retry.calls()).containsExactly("send", "Retry");
        CodeUnit uploader = byName(file).get("Uploader");
        assertThat(uploader.doc()).isEqualTo("Uploads files.");
        assertThat(uploader.source())
                .contains("retries", "def __init__(self, client)")
                .doesNotContain("send");
        assertThat(byName(file).get("TIMEOUT").doc()).isEqualTo("How long to wait.");
        assertThat(file.units())
                .filteredOn(u -> u.kind() == Kind.CHUNK)
                .singleElement()
                .satisfies(u -> assertThat(u.source()).contains("thing to upload"));
    }

    @Test
    void javascriptFunctionsAreFoundHoweverTheyAreDeclared() {
        ParsedFile file = parse(
                "javascript",
                """
                import x from 'y';

                /**
                 * Loads a page.
                 * @param {string} url the address
                 */
                export async function loadPage(url, opts = {a: 1}) {
                  const r = await fetch(url);
                  return new Page(r.body).render();
                }

                // Adds two numbers.
                export const add = (a, b) => a + b;
                /** The limit. */
                const LIMIT = 10;

                class Shelf extends Base {
                  #size = 0;
                  constructor(a) { super(a); }
                  // Puts a book.
                  put(book) { this.books.push(book); }
                  handle = (e) => { this.put(e); };
                }
                module.exports.run = function (x) { go(x); };
                Shelf.prototype.take = function () { return 1; };
                const api = { list() { return db.all(); } };
                (function () { function hidden(a) { return a; } })();
                const App = () => <Panel title="x"><Button/></Panel>;
                """);

        hasUnits(
                file,
                tuple(Kind.FUNCTION, "loadPage"),
                tuple(Kind.FUNCTION, "add"),
                tuple(Kind.FIELD, "LIMIT"),
                tuple(Kind.CLASS, "Shelf"),
                tuple(Kind.CONSTRUCTOR, "Shelf.constructor"),
                tuple(Kind.METHOD, "Shelf.put"),
                tuple(Kind.METHOD, "Shelf.handle"),
                tuple(Kind.FUNCTION, "run"),
                tuple(Kind.METHOD, "Shelf.take"),
                tuple(Kind.FUNCTION, "api.list"),
                tuple(Kind.FUNCTION, "hidden"),
                tuple(Kind.FUNCTION, "App"));
        Named units = byName(file);
        assertThat(units.get("loadPage").doc()).isEqualTo("Loads a page.");
        assertThat(units.get("loadPage").calls()).containsExactly("fetch", "Page", "render");
        assertThat(units.get("add").doc()).isEqualTo("Adds two numbers.");
        assertThat(units.get("add").signature()).isEqualTo("export const add = (a, b)");
        assertThat(units.get("add").source()).isEqualTo("export const add = (a, b) => a + b;");
        assertThat(units.get("Shelf.put").doc()).isEqualTo("Puts a book.");
    }

    @Test
    void typescriptHasInterfacesEnumsNamespacesAndTags() {
        ParsedFile file = parse(
                "typescript",
                """
                /** A shape. */
                export interface Shape { area(): number; name: string; }
                export type Id = string | number;
                export enum Side { LEFT = 1, RIGHT }
                namespace geo {
                  /** Makes a circle. */
                  export abstract class Circle<T> implements Shape {
                    constructor(private readonly x: number) { super(); }
                    @Input() public area(): number { return Math.PI * this.r; }
                  }
                }
                @Component({selector: 'app'})
                export class AppComponent { go = () => this.service.fetch<User>(1); }
                function gen<T extends Shape>(a: T[]): Promise<T> { return a.map(x => x); }
                """);

        hasUnits(
                file,
                tuple(Kind.INTERFACE, "Shape"),
                tuple(Kind.METHOD, "Shape.area"),
                tuple(Kind.CLASS, "Id"),
                tuple(Kind.ENUM, "Side"),
                tuple(Kind.ENUM_CONSTANT, "Side.LEFT"),
                tuple(Kind.ENUM_CONSTANT, "Side.RIGHT"),
                tuple(Kind.CLASS, "geo.Circle"),
                tuple(Kind.CONSTRUCTOR, "geo.Circle.constructor"),
                tuple(Kind.METHOD, "geo.Circle.area"),
                tuple(Kind.CLASS, "AppComponent"),
                tuple(Kind.METHOD, "AppComponent.go"),
                tuple(Kind.FUNCTION, "gen"));
        assertThat(byName(file).get("geo.Circle").doc()).isEqualTo("Makes a circle.");
        assertThat(byName(file).get("geo.Circle.area").annotations()).containsExactly("Input");
        assertThat(byName(file).get("AppComponent").annotations()).containsExactly("Component");
        assertThat(byName(file).get("AppComponent.go").calls()).containsExactly("fetch");

        ParsedFile tags = parse(
                "typescript",
                "export const Panel: React.FC<Props> = ({title}) => { return <div className=\"a\">{title}</div>; };\n");
        hasUnits(tags, tuple(Kind.FUNCTION, "Panel"));
    }

    @Test
    void goMethodsBelongToTheirReceiver() {
        ParsedFile file = parse(
                "go",
                """
                // Package server serves.
                package server

                import "net/http"

                const (
                	// A is first.
                	A = iota
                	B
                )

                // Server serves requests.
                type Server struct {
                	Addr string
                }

                type Handler interface {
                	Handle(r *http.Request) error
                }

                // Start starts the server
                // and waits.
                func (s *Server[T]) Start(ctx context.Context, n int) (err error) {
                	go s.loop()
                	return http.ListenAndServe(s.Addr, nil)
                }

                func Map[T any](a []T, f func(T) T) []T { return nil }
                """);

        hasUnits(
                file,
                tuple(Kind.FIELD, "server.A"),
                tuple(Kind.CLASS, "server.Server"),
                tuple(Kind.INTERFACE, "server.Handler"),
                tuple(Kind.METHOD, "server.Handler.Handle"),
                tuple(Kind.METHOD, "server.Server.Start"),
                tuple(Kind.FUNCTION, "server.Map"));
        CodeUnit start = byName(file).get("server.Server.Start");
        assertThat(start.doc()).isEqualTo("Start starts the server and waits.");
        assertThat(start.calls()).containsExactly("loop", "ListenAndServe");
        assertThat(byName(file).get("server.Server").doc()).isEqualTo("Server serves requests.");
        assertThat(byName(file).get("server.A").source()).isEqualTo("A = iota");
    }

    @Test
    void rustMethodsBelongToTheirImplementation() {
        ParsedFile file = parse(
                "rust",
                """
                use std::io;

                /// A pool of buffers.
                #[derive(Debug, Clone)]
                pub struct Pool<T> { items: Vec<T> }

                impl<T: Clone> Pool<T> {
                    /// Makes a pool.
                    pub fn new(n: usize) -> Self { Pool { items: Vec::with_capacity(n) } }
                    #[inline]
                    pub fn take<'a>(&'a mut self) -> Option<T> where T: Send { self.items.pop().map(|x| x.clone()) }
                }
                impl Display for Pool<u8> { fn fmt(&self, f: &mut Formatter) -> fmt::Result { write!(f, "x") } }
                pub trait Shape { fn area(&self) -> f64; }
                enum Side { Left, Right(u8) }
                mod inner { pub fn deep() {} }
                """);

        hasUnits(
                file,
                tuple(Kind.CLASS, "Pool"),
                tuple(Kind.CONSTRUCTOR, "Pool.new"),
                tuple(Kind.METHOD, "Pool.take"),
                tuple(Kind.METHOD, "Pool.fmt"),
                tuple(Kind.INTERFACE, "Shape"),
                tuple(Kind.METHOD, "Shape.area"),
                tuple(Kind.ENUM, "Side"),
                tuple(Kind.ENUM_CONSTANT, "Side.Left"),
                tuple(Kind.ENUM_CONSTANT, "Side.Right"),
                tuple(Kind.FUNCTION, "inner.deep"));
        assertThat(byName(file).get("Pool").doc()).isEqualTo("A pool of buffers.");
        assertThat(byName(file).get("Pool").annotations()).containsExactly("derive");
        assertThat(byName(file).get("Pool.take").firstLine()).isEqualTo(10);
        assertThat(byName(file).get("Pool.take").calls()).containsExactly("pop", "map", "clone");
        assertThat(byName(file).get("Pool.fmt").calls()).containsExactly("write");
    }

    @Test
    void cHasFunctionsStructsMacrosAndDocumentedDeclarations() {
        ParsedFile file = parse(
                "c",
                """
                #include <stdio.h>
                #define MAX(a,b) ((a)>(b)?(a):(b))
                /* A point. */
                struct point { int x, y; };
                typedef struct node { struct node *next; int v; } node_t;
                typedef enum { RED, GREEN } color;
                /**
                 * @brief Adds two numbers.
                 * @param a one
                 */
                static int *add(int a, int b)
                {
                	printf("%d", a);
                	return helper(a);
                }
                /* Frees it. */
                void release(node_t *n);
                void undocumented(node_t *n);
                """);

        hasUnits(
                file,
                tuple(Kind.FUNCTION, "MAX"),
                tuple(Kind.CLASS, "point"),
                tuple(Kind.CLASS, "node_t"),
                tuple(Kind.CLASS, "color"),
                tuple(Kind.ENUM_CONSTANT, "color.RED"),
                tuple(Kind.ENUM_CONSTANT, "color.GREEN"),
                tuple(Kind.FUNCTION, "add"),
                tuple(Kind.FUNCTION, "release"));
        assertThat(byName(file).get("add").doc()).isEqualTo("Adds two numbers.");
        assertThat(byName(file).get("add").signature()).isEqualTo("static int *add(int a, int b)");
        assertThat(byName(file).get("add").calls()).containsExactly("printf", "helper");
        assertThat(byName(file).get("point").doc()).isEqualTo("A point.");
    }

    @Test
    void cppHasNamespacesTemplatesAndMethodsOutsideOfTheirClass() {
        String source =
                """
                #include <vector>
                namespace net {
                /// A queue.
                template <typename T>
                class Queue : public Base<T> {
                 public:
                  Queue(int n) : n_(n) { init(); }
                  /// Puts one.
                  void put(const T& value);
                  int size() const { return n_; }
                };
                template <typename T> void Queue<T>::put(const T& value) { items.push_back(std::move(value)); }
                Socket::Socket(int fd) : fd_(fd) {}
                enum class Mode { Read };
                }
                """;
        ParsedFile file = parse("cpp", source);

        assertThat(file.units())
                .filteredOn(u -> u.kind() != Kind.CHUNK)
                .extracting(CodeUnit::kind, CodeUnit::qualifiedName, CodeUnit::firstLine)
                .containsExactly(
                        tuple(Kind.CLASS, "net.Queue", 4),
                        tuple(Kind.CONSTRUCTOR, "net.Queue.Queue", 7),
                        tuple(Kind.METHOD, "net.Queue.put", 9),
                        tuple(Kind.METHOD, "net.Queue.size", 10),
                        tuple(Kind.METHOD, "net.Queue.put", 12),
                        tuple(Kind.CONSTRUCTOR, "net.Socket.Socket", 13),
                        tuple(Kind.ENUM, "net.Mode", 14),
                        tuple(Kind.ENUM_CONSTANT, "net.Mode.Read", 14));
        assertThat(file.units().get(0).doc()).isEqualTo("A queue.");
        assertThat(file.units().get(0).signature()).isEqualTo("class Queue : public Base<T>");

        // A header is called C by its name.
        assertThat(SourceUnits.parse("c", source).units())
                .extracting(CodeUnit::qualifiedName)
                .contains("net.Queue.size");
    }

    @Test
    void csharpHasPropertiesRecordsAndDocumentationInElements() {
        ParsedFile file = parse(
                "csharp",
                """
                using System;
                namespace App.Core {
                  /// <summary>A shelf of books.</summary>
                  /// <remarks>Made of wood.</remarks>
                  [Serializable]
                  public class Shelf<T> : IShelf where T : Book {
                    /// <summary>How many.</summary>
                    public int Size { get; set; } = 3;
                    public Shelf(int n) { this.n = n; }
                    [Obsolete("x")]
                    public async Task<bool> Put(T b) => await store.SaveAsync(new Item(b));
                  }
                  public record Point(int X, int Y);
                  public enum Color { Red }
                  public interface IShelf { void Put(int b); }
                }
                """);

        hasUnits(
                file,
                tuple(Kind.CLASS, "App.Core.Shelf"),
                tuple(Kind.FIELD, "App.Core.Shelf.Size"),
                tuple(Kind.CONSTRUCTOR, "App.Core.Shelf.Shelf"),
                tuple(Kind.METHOD, "App.Core.Shelf.Put"),
                tuple(Kind.RECORD, "App.Core.Point"),
                tuple(Kind.ENUM, "App.Core.Color"),
                tuple(Kind.ENUM_CONSTANT, "App.Core.Color.Red"),
                tuple(Kind.INTERFACE, "App.Core.IShelf"),
                tuple(Kind.METHOD, "App.Core.IShelf.Put"));
        assertThat(byName(file).get("App.Core.Shelf").doc()).isEqualTo("A shelf of books.");
        assertThat(byName(file).get("App.Core.Shelf.Put").annotations()).containsExactly("Obsolete");
        assertThat(byName(file).get("App.Core.Shelf.Put").calls()).containsExactly("SaveAsync", "Item");
        hasUnits(
                parse("csharp", "namespace App.Top;\npublic struct P { public int X; }\n"),
                tuple(Kind.CLASS, "App.Top.P"));
    }

    @Test
    void kotlinHasObjectsExtensionsAndConstructors() {
        ParsedFile file = parse(
                "kotlin",
                """
                package org.example
                import kotlin.io.println

                /** A shelf. */
                class Shelf(val n: Int) : Base(n) {
                    /** How many. */
                    val size: Int get() = 1
                    constructor() : this(1)
                    companion object { fun of(n: Int) = Shelf(n) }
                    /** Puts a book. */
                    @Throws
                    private suspend fun put(book: Book, n: Int = 1): Boolean { books.add(book); return true }
                }
                interface Reader { fun read(): String }
                enum class Side { LEFT }
                object Single { fun go() {} }
                fun String.shout(): String = this.uppercase()
                """);

        hasUnits(
                file,
                tuple(Kind.CLASS, "org.example.Shelf"),
                tuple(Kind.FIELD, "org.example.Shelf.size"),
                tuple(Kind.CONSTRUCTOR, "org.example.Shelf.Shelf"),
                tuple(Kind.CLASS, "org.example.Shelf.Companion"),
                tuple(Kind.METHOD, "org.example.Shelf.Companion.of"),
                tuple(Kind.METHOD, "org.example.Shelf.put"),
                tuple(Kind.INTERFACE, "org.example.Reader"),
                tuple(Kind.METHOD, "org.example.Reader.read"),
                tuple(Kind.ENUM, "org.example.Side"),
                tuple(Kind.ENUM_CONSTANT, "org.example.Side.LEFT"),
                tuple(Kind.CLASS, "org.example.Single"),
                tuple(Kind.METHOD, "org.example.Single.go"),
                tuple(Kind.FUNCTION, "org.example.shout"));
        assertThat(byName(file).get("org.example.Shelf").doc()).isEqualTo("A shelf.");
        assertThat(byName(file).get("org.example.Shelf.put").doc()).isEqualTo("Puts a book.");
        assertThat(byName(file).get("org.example.Shelf.put").calls()).containsExactly("add");
        assertThat(byName(file).get("org.example.shout").signature()).isEqualTo("fun String.shout(): String");
    }

    @Test
    void rubyHasModulesClassesAndTheirMethods() {
        ParsedFile file = parse(
                "ruby",
                """
                require 'json'
                # Helps.
                module Net
                  # A client.
                  class Client < Base
                    # How long.
                    TIMEOUT = 10
                    # Makes it.
                    def initialize(name)
                      @name = name
                    end

                    # Sends it.
                    def send!(data, retries: 3)
                      post(data.to_json) { |r| handle(r) }
                    end
                    def self.create; new("a"); end
                  end
                end
                """);

        hasUnits(
                file,
                tuple(Kind.MODULE, "Net"),
                tuple(Kind.CLASS, "Net.Client"),
                tuple(Kind.FIELD, "Net.Client.TIMEOUT"),
                tuple(Kind.CONSTRUCTOR, "Net.Client.initialize"),
                tuple(Kind.METHOD, "Net.Client.send!"),
                tuple(Kind.METHOD, "Net.Client.create"));
        Named units = byName(file);
        assertThat(units.get("Net").doc()).isEqualTo("Helps.");
        assertThat(units.get("Net.Client").doc()).isEqualTo("A client.");
        assertThat(units.get("Net.Client.initialize").doc()).isEqualTo("Makes it.");
        assertThat(units.get("Net.Client.send!").calls()).containsExactly("post", "to_json", "handle");
    }

    @Test
    void phpHasNamespacesTraitsAndAttributes() {
        ParsedFile file = parse(
                "php",
                """
                <?php
                namespace App\\Http;
                use Foo\\Bar;
                /**
                 * A controller.
                 */
                #[Route('/x')]
                final class Controller extends Base implements Thing {
                    /** The name. */
                    private string $name = 'x';
                    public function __construct(private Foo $foo) { parent::__construct(); }
                    /**
                     * Shows a user.
                     * @param int $id
                     */
                    public function show(int $id): ?Response { return $this->view->render(new User($id), Foo::make()); }
                }
                interface Thing { public function show(int $id); }
                trait Named { function title() {} }
                enum Suit: string { case Hearts = 'H'; }
                // Adds.
                function add($a, $b) { return $a + $b; }
                """);

        hasUnits(
                file,
                tuple(Kind.CLASS, "App.Http.Controller"),
                tuple(Kind.FIELD, "App.Http.Controller.name"),
                tuple(Kind.CONSTRUCTOR, "App.Http.Controller.__construct"),
                tuple(Kind.METHOD, "App.Http.Controller.show"),
                tuple(Kind.INTERFACE, "App.Http.Thing"),
                tuple(Kind.METHOD, "App.Http.Thing.show"),
                tuple(Kind.CLASS, "App.Http.Named"),
                tuple(Kind.METHOD, "App.Http.Named.title"),
                tuple(Kind.ENUM, "App.Http.Suit"),
                tuple(Kind.ENUM_CONSTANT, "App.Http.Suit.Hearts"),
                tuple(Kind.FUNCTION, "App.Http.add"));
        CodeUnit show = byName(file).get("App.Http.Controller.show");
        assertThat(show.doc()).isEqualTo("Shows a user.");
        assertThat(show.calls()).containsExactly("render", "User", "make");
        assertThat(byName(file).get("App.Http.Controller").annotations()).containsExactly("Route");
    }

    @Test
    void shellHasFunctionsAndStatements() {
        ParsedFile file = parse(
                "shell",
                """
                #!/bin/bash
                # Deploys the thing.
                deploy() {
                  local target="$1"
                  rsync -a build/ "$target" && notify "$target"
                }
                function clean { rm -rf build; }
                deploy "$HOST" && echo "deployment of everything done"
                """);

        hasUnits(file, tuple(Kind.FUNCTION, "deploy"), tuple(Kind.FUNCTION, "clean"));
        assertThat(byName(file).get("deploy").doc()).isEqualTo("Deploys the thing.");
        assertThat(byName(file).get("deploy").calls()).containsExactly("rsync", "notify");
        assertThat(file.units())
                .filteredOn(u -> u.kind() == Kind.CHUNK)
                .singleElement()
                .satisfies(u -> assertThat(u.firstLine()).isEqualTo(8));
    }

    @Test
    void aLicenceIsNoDocumentationAndNeitherIsADirective() {
        ParsedFile file = parse(
                "javascript",
                """
                /* Copyright 2020 Somebody. Licensed under the Something License. */
                function first() { return 1; }

                // eslint-disable-next-line
                function second() { return 2; }
                """);

        assertThat(file.units()).extracting(CodeUnit::doc).containsOnly("");
    }

    @Test
    void aCommentBehindADeclarationSpeaksOfThatOne() {
        ParsedFile file = parse("go", "package a\n\nvar x = 1 // the first\nfunc f() {}\n");

        assertThat(byName(file).get("a.f").doc()).isEmpty();
    }

    @Test
    void linesAndSourceAreRightWhateverCharactersStandBefore() {
        String source =
                "# größe 名 \ud835\udc31\r\ndef f():\r\n    return '\ud83d\ude00'\r\n\r\ndef g():\r\n    pass\r\n";
        ParsedFile file = parse("python", source);

        assertThat(byName(file).get("f").source()).isEqualTo("def f():\r\n    return '\ud83d\ude00'");
        assertThat(byName(file).get("g").firstLine()).isEqualTo(5);
        assertThat(byName(file).get("g").lastLine()).isEqualTo(6);
    }
}
