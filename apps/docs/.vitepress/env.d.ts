/// <reference types="vitepress/client" />

// For tools that do not read Vue files; vue-tsc does.
declare module '*.vue' {
  const component: import('vue').DefineComponent;
  export default component;
}
